import { ALL_COMMANDS } from '@bazaar/schema/commands/all-commands';
import type { CommandContract } from '@bazaar/schema/commands/define-commands';
import { ALL_EVENTS } from '@bazaar/schema/events/all-events';
import { catalogEvents } from '@bazaar/schema/events/catalog';
import type { EventContract } from '@bazaar/schema/events/define-events';
import { ordersEvents } from '@bazaar/schema/events/orders';
import { usersEvents } from '@bazaar/schema/events/users';
import { vendorsEvents } from '@bazaar/schema/events/vendors';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPageProblems, type SubgraphPage } from './find-page-problems.ts';
import { REPOSITORY } from './repository.ts';

const ANNOUNCED: Readonly<Partial<Record<SubgraphName, object>>> = {
  users: usersEvents,
  vendors: vendorsEvents,
  catalog: catalogEvents,
  orders: ordersEvents,
};

/** The keys of the contracts that `wanted` says yes to. */
function namesOf<Contract>(
  contracts: Readonly<Record<string, Contract>>,
  wanted: (contract: Contract, name: string) => boolean,
): string[] {
  return Object.entries(contracts).flatMap(([name, contract]) => (wanted(contract, name) ? [name] : []));
}

function contractsOf(name: SubgraphName): SubgraphPage['contracts'] {
  const events: Readonly<Record<string, EventContract>> = ALL_EVENTS;
  const commands: Readonly<Record<string, CommandContract>> = ALL_COMMANDS;
  return {
    Announces: Object.keys(ANNOUNCED[name] ?? {}),
    'Listens to': namesOf(events, ({ listeners }) => listeners.includes(name)),
    Answers: namesOf(commands, (_, command) => command.startsWith(`${name}.`)),
    Asks: namesOf(commands, ({ callers }) => callers.includes(name)),
  };
}

test.each(SUBGRAPH_NAMES)(
  'the page of %s has the form of its siblings and tells what the contracts say',
  async (name) => {
    const page = await readFile(join(REPOSITORY, 'subgraphs', name, 'README.md'), 'utf8');
    expect(findPageProblems({ name, page, contracts: contractsOf(name) })).toEqual([]);
  },
);

describe('a page', () => {
  const PAGE = `# shop

What is open.

## Owns

- \`Shop\`

### Hours

Kept by \`shop.clock\`.

## Invariants

- One door.

## Announces

- \`shop.opened\`, \`shop.closed\`: at once.

## Listens to

- \`street.paved\`

## Answers

| \`shop.findDoor\` | street |

## Asks

Nobody.

## Sweeps

None.

## Variables

None.
`;
  const contracts = {
    Announces: ['shop.opened', 'shop.closed'],
    'Listens to': ['street.paved'],
    Answers: ['shop.findDoor'],
    Asks: [],
  };
  const problemsOf = (page: string) => findPageProblems({ name: 'shop', page, contracts });

  test('that is complete has no problems', () => {
    expect(problemsOf(PAGE)).toEqual([]);
  });

  test.each([
    ['# shop', '# Shop', 'must begin with "# shop"'],
    ['## Sweeps', '## Errands', /has .*, Errands, Variables instead of .*, Sweeps, Variables$/],
    ['## Variables\n\nNone.\n', '', /has .*, Sweeps instead of .*, Sweeps, Variables$/],
    ['- One door.', '', '"Invariants" is empty'],
    ['`shop.opened`, ', '', '"Announces" does not tell of shop.opened'],
    ['`street.paved`', '`street.closed`', '"Listens to" tells of street.closed, and the contracts do not'],
    ['Nobody.', '- `street.pave`', '"Asks" tells of street.pave, and the contracts do not'],
  ])('with %j as %j', (before, after, problem) => {
    expect(PAGE).toContain(before);
    expect(problemsOf(PAGE.replace(before, after))).toContainEqual(
      typeof problem === 'string' ? `shop: README.md ${problem}` : expect.stringMatching(problem),
    );
  });
});
