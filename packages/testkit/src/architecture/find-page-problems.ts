/** The headings of every subgraph's page, in this order. What only one subgraph has to tell stands below one of them, with `###`. */
const HEADINGS = ['Owns', 'Invariants', 'Announces', 'Listens to', 'Answers', 'Asks', 'Sweeps', 'Variables'] as const;

/** A heading whose section names exactly the events or commands that the contracts give to the subgraph. */
export type ContractHeading = 'Announces' | 'Listens to' | 'Answers' | 'Asks';

export interface SubgraphPage {
  readonly name: string;
  /** The text of its README.md. */
  readonly page: string;
  /** What `schema/events/` and `schema/commands/` say of the subgraph. */
  readonly contracts: Readonly<Record<ContractHeading, readonly string[]>>;
}

/** Where a subgraph's page differs in form from its siblings', or tells of events and commands otherwise than the contracts. */
export function findPageProblems({ name, page, contracts }: SubgraphPage): string[] {
  const sections = readSections(page);
  const headings = [...sections.keys()];
  const differing = Object.entries(contracts).flatMap(([heading, agreed]) => {
    const told = namesIn(sections.get(heading) ?? '');
    return [
      ...agreed.filter((each) => !told.includes(each)).map((each) => `"${heading}" does not tell of ${each}`),
      ...told
        .filter((each) => !agreed.includes(each))
        .map((each) => `"${heading}" tells of ${each}, and the contracts do not`),
    ];
  });
  return [
    ...(page.startsWith(`# ${name}\n`) ? [] : [`must begin with "# ${name}"`]),
    ...(headings.join() === HEADINGS.join() ? [] : [`has ${headings.join(', ')} instead of ${HEADINGS.join(', ')}`]),
    ...[...sections].filter(([, text]) => text.trim() === '').map(([heading]) => `"${heading}" is empty`),
    ...differing,
  ].map((problem) => `${name}: README.md ${problem}`);
}

function readSections(page: string): Map<string, string> {
  const [, ...sections] = page.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end)];
    }),
  );
}

/** `order.shipped`, `catalog.quoteOffers`: code of two words with a dot between them. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z]+\.[a-zA-Z_]+)`/g)].map(([, name = '']) => name);
}
