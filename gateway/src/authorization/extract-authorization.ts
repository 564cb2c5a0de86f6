import { createHash } from 'node:crypto';
import { Kind, parse, print, visit } from 'graphql';
import { readLinkedDirectives } from './linked-directives.ts';
import { readRules } from './read-rules.ts';
import { textOf } from './requirement.ts';
import { NO_RULES, type AuthorizationRules } from './rules.ts';

export interface ExtractedAuthorization {
  /** The supergraph without the directives: `@apollo/gateway` does not load one that has them. */
  readonly sdl: string;
  readonly rules: AuthorizationRules;
}

/**
 * Takes `@authenticated`, `@requiresScopes` and `@policy` out of a supergraph, by whatever names it links them. A supergraph without them comes back as it is.
 * @throws GraphQLError when the SDL cannot be parsed.
 */
export function extractAuthorization(supergraphSdl: string): ExtractedAuthorization {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const linked = readLinkedDirectives(supergraph);
  if (linked.links.size === 0) return { sdl: supergraphSdl, rules: NO_RULES };
  const rules = readRules(supergraph, linked);
  const names = new Set([...linked.authenticated, ...linked.requiresScopes, ...linked.policy]);
  const stripped = visit(supergraph, {
    Directive: (node) => (linked.links.has(node) || names.has(node.name.value) ? null : undefined),
    DirectiveDefinition: ({ name }) => (names.has(name.value) ? null : undefined),
    SchemaExtension: {
      // One that did nothing but link them is no extension any more.
      leave: ({ directives, operationTypes }) => (directives?.length || operationTypes?.length ? undefined : null),
    },
    [Kind.SCALAR_TYPE_DEFINITION]: ({ name }) => (linked.scalars.has(name.value) ? null : undefined),
  });
  return { sdl: `# Authorization rules: ${fingerprint(rules)}\n${print(stripped)}\n`, rules };
}

/** Supergraphs that differ in their rules alone must differ after extraction too, or a swap would be taken for none. */
function fingerprint({ fields }: AuthorizationRules): string {
  const lines = [...fields].flatMap(([type, ofType]) =>
    [...ofType].map(([field, required]) => `${type}.${field} ${textOf(required)}`),
  );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 16);
}
