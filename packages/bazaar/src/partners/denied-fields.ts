import { extractAuthorization } from '@bazaar/gateway/authorization/extract-authorization';
import { foreseeDenials } from '@bazaar/gateway/authorization/foresee-denials';
import { createPolicies } from '@bazaar/gateway/authorization/policies';
import { createJudge, type Requirement } from '@bazaar/gateway/authorization/requirement';
import type { AuthorizationRules } from '@bazaar/gateway/authorization/rules';
import { callerOf } from '@bazaar/gateway/partners/partner';
import { SCOPES, type Scope } from '@bazaar/identity/scopes';
import { buildSchema, getOperationAST, parse, type GraphQLSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { CONTRACTS } from './read-contract.ts';

/** A place of an operation's answer that is null for a partner, with an error. */
export interface DeniedField {
  /** Response keys from the root, with a dot between them. */
  readonly path: string;
  /** Which scopes would open it beside those that the partner has: one of these lists. None: no scope does, it is for users. */
  readonly missing: readonly (readonly Scope[])[];
}

/** What keys with these scopes are denied of the text of an operation, in the order of the text: the first hundred places. The text is valid in the contract. */
export type FindDeniedFields = (text: string, scopes: readonly string[]) => DeniedField[];

/** The marketplace's gateway has no policies beside those that are built in. */
const evaluatePolicy = createPolicies({});

/** Every choice of scopes, none and all included. */
const CHOICES = SCOPES.reduce<Scope[][]>(
  (choices, scope) => [...choices, ...choices.map((one) => [...one, scope])],
  [[]],
);

/** Judges as the gateway does, of a key that has these scopes. */
export function deniedBy(apiSchema: GraphQLSchema, rules: AuthorizationRules): FindDeniedFields {
  return (text, scopes) => {
    const document = parse(text, { noLocation: true });
    const operation = getOperationAST(document, undefined);
    if (!operation) throw new Error('A document of a partner has one operation.');
    const asked = { document, operation, caller: keyWith(scopes), evaluatePolicy };
    const denied = new Map<string, DeniedField>();
    for (const { path, required } of foreseeDenials(asked, apiSchema, rules).listed) {
      // Elements of lists are of no interest here.
      const place = path.filter((key) => key !== '@').join('.');
      if (!denied.has(place)) denied.set(place, { path: place, missing: missingFor(required, scopes) });
    }
    return [...denied.values()];
  };
}

/** What the composed supergraph says of who may see what. */
export async function readDeniedFields(folder: URL = CONTRACTS): Promise<FindDeniedFields> {
  const read = (name: string) => readFile(new URL(name, folder), 'utf8');
  return deniedBy(buildSchema(await read('api.graphql')), extractAuthorization(await read('supergraph.graphql')).rules);
}

/** One line: where, and what it would take. */
export function describeDenied({ path, missing }: DeniedField): string {
  if (missing.length === 0) return `${path} is not for keys`;
  return `${path} needs ${missing.map((scopes) => scopes.join(' and ')).join(', or ')}`;
}

/** The smallest choices of scopes that the gateway would be content with. */
function missingFor(required: Requirement, scopes: readonly string[]): Scope[][] {
  const enough = CHOICES.filter((more) => createJudge(keyWith([...scopes, ...more]), evaluatePolicy)(required));
  const fewest = Math.min(...enough.map(({ length }) => length));
  return enough.filter(({ length }) => length === fewest);
}

function keyWith(scopes: readonly string[]) {
  return callerOf({ id: 'ptn_', keyId: 'pky_', scopes });
}
