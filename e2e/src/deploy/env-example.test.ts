import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readComposeVariables } from './compose-file.ts';
import { DOCUMENTED } from './process-shapes.ts';

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly explanation: string;
}

const GROUPS = readGroups(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8'));

function readGroups(text: string): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  let current: Entry[] = [];
  let explanation = '';
  for (const line of text.split('\n')) {
    const heading = /^# == (.+) ==$/.exec(line)?.[1];
    const [, name, value] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (heading) groups.set(heading, (current = []));
    else if (name !== undefined && value !== undefined) current.push({ name, value, explanation });
    explanation = line.startsWith('# ') ? line.slice(2) : '';
  }
  return groups;
}

function entriesOf(group: string): readonly Entry[] {
  return GROUPS.get(group) ?? [];
}

/** A sentence, which begins with "Required." exactly when the process does not start without the variable. */
function isExplanation(text: string, required: boolean): boolean {
  return /^[^ ].+\.$/.test(text) && text.startsWith('Required. ') === required;
}

it('groups the variables by process', () => {
  expect([...GROUPS.keys()]).toEqual(['docker compose', ...Object.keys(DOCUMENTED)]);
});

describe.each(Object.entries(DOCUMENTED))('the variables of %s', (group, shape) => {
  it('are all there, and no others', () => {
    expect(
      entriesOf(group)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(shape).toSorted());
  });

  it('have a line of explanation each, which tells whether they are required', () => {
    const wrong = entriesOf(group).filter(({ name, explanation }) => {
      const required = !shape[name]?.safeParse(undefined).success;
      return !isExplanation(explanation, required);
    });
    expect(wrong).toEqual([]);
  });

  it('stand with their defaults', () => {
    for (const { name, value } of entriesOf(group)) {
      const byDefault = shape[name]?.safeParse(undefined).data ?? null;
      // The gateway's addresses of subgraphs have theirs in the supergraph.
      if (name.endsWith('_URL') && value !== '') continue;
      const written = value === '' ? null : shape[name]?.parse(value);
      expect({ name, default: written ?? [] }).toEqual({ name, default: byDefault ?? [] });
    }
  });
});

describe('the variables of docker compose', () => {
  const read = readComposeVariables();
  const entries = entriesOf('docker compose');

  it('are those that docker-compose.yml reads, and compose itself', () => {
    expect(entries.map(({ name }) => name).toSorted()).toEqual([...read.keys(), 'COMPOSE_PROFILES'].toSorted());
  });

  it('stand with their defaults, and tell whether they are required', () => {
    for (const { name, value, explanation } of entries) {
      const { required, byDefault } = read.get(name) ?? { required: false, byDefault: '' };
      expect({ name, value, explained: isExplanation(explanation, required) }).toEqual({
        name,
        value: byDefault,
        explained: true,
      });
    }
  });
});
