import { createBazaarClient, type BazaarClient } from '@bazaar/client/create-bazaar-client';
import { RegisterDocument, SignInDocument } from '@bazaar/client/generated/operations';
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';

/** Someone who is signed in. */
export interface Person {
  readonly name: string;
  readonly client: BazaarClient;
}

/** A client of the marketplace at `url`, for the holder of `token`. */
export function connect(url: string, token: string | null): BazaarClient {
  return createBazaarClient({ url, token, webSocket: WebSocket });
}

/** Registers a shopper nobody has met before. */
export async function registerShopper(url: string): Promise<Person> {
  const id = randomBytes(4).toString('hex');
  const { userRegister } = await connect(url, null).request(RegisterDocument, {
    input: {
      email: `shopper-${id}@example.com`,
      password: `a long password ${id}`,
      firstName: 'Sam',
      lastName: 'Shopper',
    },
  });
  return personOf(url, userRegister, 'register');
}

/** Signs in someone of the demo data. @throws when the marketplace does not know them: it has no demo data. */
export async function signIn(url: string, account: { email: string; password: string }): Promise<Person> {
  const { email, password } = account;
  const { userSignIn } = await connect(url, null).request(SignInDocument, { input: { email, password } });
  return personOf(url, userSignIn, `sign in ${email} (does this marketplace have the demo data?)`);
}

interface SignedIn {
  readonly user: { readonly displayName: string } | null;
  readonly tokens: { readonly accessToken: string } | null;
  readonly userErrors: readonly { readonly message: string }[];
}

function personOf(url: string, answer: SignedIn | null, what: string): Person {
  if (!answer?.user || !answer.tokens)
    throw new Error(`Could not ${what}: ${answer?.userErrors.map((error) => error.message).join(' ') ?? 'no answer'}`);
  return { name: answer.user.displayName, client: connect(url, answer.tokens.accessToken) };
}
