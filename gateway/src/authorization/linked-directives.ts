import { Kind, type ConstDirectiveNode, type ConstValueNode, type DirectiveNode, type DocumentNode } from 'graphql';

/** What the authorization directives and their argument types are called in one supergraph. */
export interface LinkedDirectives {
  /** Every name that stands for the directive; none when the supergraph does not link it. */
  readonly authenticated: ReadonlySet<string>;
  readonly requiresScopes: ReadonlySet<string>;
  readonly policy: ReadonlySet<string>;
  /** Scalars that come with them. */
  readonly scalars: ReadonlySet<string>;
  readonly links: ReadonlySet<DirectiveNode>;
}

const SPECIFICATIONS = ['authenticated', 'requiresScopes', 'policy'] as const;
const SCALARS = ['Scope', 'Policy'];

/** The one version there is. Another may mean something else: it stays in the SDL, and the supergraph is refused at load. */
const LINK = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v0\.1$/;

/** Reads `@link(url:, as:, import:)` of the schema. */
export function readLinkedDirectives(supergraph: DocumentNode): LinkedDirectives {
  const names = {
    authenticated: new Set<string>(),
    requiresScopes: new Set<string>(),
    policy: new Set<string>(),
  };
  const scalars = new Set<string>();
  const links = new Set<DirectiveNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of definition.directives ?? []) {
      const specification = specificationOf(link);
      if (!specification) continue;
      links.add(link);
      const imports = importsOf(argument(link, 'import'));
      const prefix = textOf(argument(link, 'as')) ?? specification;
      const imported = imports.get(`@${specification}`)?.slice(1);
      names[specification].add(prefix).add(imported ?? prefix);
      for (const scalar of SCALARS) scalars.add(imports.get(scalar) ?? `${prefix}__${scalar}`);
    }
  }
  return { ...names, scalars, links };
}

function specificationOf(link: ConstDirectiveNode): (typeof SPECIFICATIONS)[number] | undefined {
  if (link.name.value !== 'link') return undefined;
  const found = LINK.exec(textOf(argument(link, 'url')) ?? '')?.[1];
  return SPECIFICATIONS.find((name) => name === found);
}

/** Names here, by the specification's: `"@policy"` or `{ name: "@policy", as: "@rule" }`. */
function importsOf(list: ConstValueNode | undefined): Map<string, string> {
  const imports = new Map<string, string>();
  for (const value of list?.kind === Kind.LIST ? list.values : []) {
    if (value.kind === Kind.STRING) imports.set(value.value, value.value);
    if (value.kind !== Kind.OBJECT) continue;
    const field = (wanted: string) => textOf(value.fields.find(({ name }) => name.value === wanted)?.value);
    const name = field('name');
    if (name !== undefined) imports.set(name, field('as') ?? name);
  }
  return imports;
}

export function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
