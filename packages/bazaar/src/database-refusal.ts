import { isConnectionLost, sqlStateOf } from '@bazaar/postgres/errors';
import { OperatorError } from '@bazaar/runtime/operator-error';

/** What whoever set DATABASE_URL can mend, by the state that the server gave. */
const REASONS: Readonly<Record<string, string>> = {
  '28000': 'the server does not let this user in. Are name, password and address right?',
  '28P01': 'the server does not let this user in. Are name and password right?',
  '3D000': 'the server has no such database. Make it first, or is the name right?',
  '53300': 'the server has no connection left for this user.',
};

/** The refusal of a server in words for whoever set DATABASE_URL, without any value of it; any other error is returned as it is. */
export function tellDatabaseRefusal(error: unknown): unknown {
  const reason = REASONS[sqlStateOf(error) ?? ''] ?? reasonWithoutState(error);
  return reason === undefined ? error : new OperatorError(`DATABASE_URL: ${reason}`, { cause: error });
}

function reasonWithoutState(error: unknown): string | undefined {
  if (isConnectionLost(error)) return 'the server cannot be reached. Is it running, and is the address right?';
  // pg's own words for a server that asks for one.
  if (error instanceof Error && error.message.includes('client password must be a string'))
    return 'the server asks for a password, and the URL has none.';
  return undefined;
}
