import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

/**
 * What a directive of one of Apollo's specifications is called in this document: `@link` may import it under another name, and gives the whole
 * specification a prefix where it imports nothing. Undefined when the document does not link the specification.
 *
 * @param specification such as `https://specs.apollo.dev/cost`, without its version.
 * @param directive without `@`.
 */
export function nameOfDirective(document: DocumentNode, specification: string, directive: string): string | undefined {
  const link = linksOf(document).find((candidate) => {
    const url = textOf(argumentOf(candidate, 'url'));
    return url !== undefined && url.slice(0, url.lastIndexOf('/')) === specification;
  });
  if (!link) return undefined;
  const imports = argumentOf(link, 'import');
  for (const imported of imports?.kind === Kind.LIST ? imports.values : []) {
    if (textOf(imported) === `@${directive}`) return directive;
    if (imported.kind !== Kind.OBJECT) continue;
    const part = (name: string) => textOf(imported.fields.find((field) => field.name.value === name)?.value);
    if (part('name') === `@${directive}`) return (part('as') ?? `@${directive}`).slice(1);
  }
  const last = specification.slice(specification.lastIndexOf('/') + 1);
  const prefix = textOf(argumentOf(link, 'as')) ?? last;
  // A directive that bears its specification's name needs no prefix: `@tag`, not `@tag__tag`.
  return directive === last ? prefix : `${prefix}__${directive}`;
}

export function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

export function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function linksOf(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions
    .filter((definition) => definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(({ directives }) => directives ?? [])
    .filter(({ name }) => name.value === 'link');
}
