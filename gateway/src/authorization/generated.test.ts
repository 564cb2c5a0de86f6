import fc from 'fast-check';
import { isInterfaceType, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { arbitraryOperation } from '../engine/conformance/testing/generator/arbitrary-operation.ts';
import { drawOperation } from '../engine/conformance/testing/generator/draw-operation.ts';
import { readGeneratorConfig } from '../engine/conformance/testing/generator/config.ts';
import type { ClientOperation } from '../engine/conformance/executor-under-test.ts';
import { bank } from '../engine/conformance/testing/fixtures/bank.ts';
import { critics } from '../engine/conformance/testing/fixtures/critics.ts';
import { media } from '../engine/conformance/testing/fixtures/media.ts';
import { shop } from '../engine/conformance/testing/fixtures/shop.ts';
import { createAuthorizedStage, operationOf } from './testing/authorized-stage.ts';
import { createOracle, withNames, withoutDenied } from './testing/oracle.ts';
import { arbitraryCaller, arbitraryRules, meets } from './testing/rule-sketch.ts';

const MEDIA_IDS = ['b1', 'b2', 'f1', 'f2', 'h1', 'h3', 'nobody'];
const SUBJECTS = [
  { parts: shop, ids: ['1', '2', '3', '4', '9'] },
  { parts: media, ids: MEDIA_IDS },
  { parts: critics, ids: MEDIA_IDS },
  { parts: bank, ids: ['1', '2', '9'] },
];

/** Response keys that may clash with what is fetched for other reasons. */
const ALIASES = ['a', 'b', 'id', 'sku', 'secret', 'weight', 'title', 'name', '__typename', 'constructor', '_0'];
const { seed, runs } = readGeneratorConfig();
const TIMEOUT_MS = 30_000 + runs * 1_000;

describe.each(SUBJECTS)('$parts.name', ({ parts, ids }) => {
  const authorized = createAuthorizedStage(parts);
  const { stage } = authorized;
  const { apiSchema } = stage.fixture;

  /** What one server with all the data answers, with the name of every object. */
  async function fullAnswer(operation: ClientOperation): Promise<unknown> {
    const named = { ...operation, document: withNames(operation.document) };
    return (await stage.consult(named)).answer.data ?? null;
  }

  async function check(): Promise<void> {
    let reductions = 0;
    const sketch = arbitraryOperation({ schema: apiSchema, kind: 'query', ids, aliases: ALIASES, depth: 4 });
    const property = fc.asyncProperty(
      sketch,
      arbitraryRules(apiSchema, authorized.keyFields),
      arbitraryCaller,
      async (sketched, rules, caller) => {
        const operation = drawOperation(apiSchema, 'query', sketched);
        const against = new Set(rules.filter((rule) => !meets(caller, rule)).map(({ coordinate }) => coordinate));
        const oracle = createOracle(apiSchema, (coordinate) => against.has(coordinate), authorized.requires);
        // Where a subgraph knows an interface as an object, a field of one implementation is asked of all: that does not show who may see it.
        const fetched =
          parts === critics
            ? {
                isDenied: (type: string, field: string) =>
                  !isInterfaceType(apiSchema.getType(type)) && oracle.isDenied(type, field),
              }
            : oracle;
        const full = await fullAnswer(operation);
        const expected = withoutDenied(apiSchema, oracle, { ...operation, operation: operationOf(operation) }, full);

        authorized.enter({ rules, caller });
        const { answer, fetches, offences } = await stage.perform('authorized', operation);
        const authorization = authorized.authorization();
        if (authorization.kind === 'reduced') reductions += 1;
        const told = (answer.errors ?? []).filter(
          ({ extensions }) => extensions?.['code'] === 'UNAUTHORIZED_FIELD_OR_TYPE',
        );
        const paths = new Set(told.map(({ path }) => path?.join('.')));
        // What is null below a denied field that is granted as another type's is told of at that field.
        const isTold = (place: string): boolean =>
          paths.has(undefined) ||
          place.split('.').some((_, end, steps) => paths.has(steps.slice(0, end + 1).join('.')));
        const problems = [
          ...(JSON.stringify(answer.data) === JSON.stringify(expected.data)
            ? []
            : [`${JSON.stringify(answer.data)}\n  instead of\n  ${JSON.stringify(expected.data)}`]),
          ...offences,
          ...authorized.deniedFetches(fetches, fetched).map((field) => `fetches ${field}`),
          ...[...expected.places].filter((place) => !isTold(place)).map((place) => `does not tell of ${place}`),
        ];
        if (problems.length > 0)
          throw new Error(
            [
              ...problems,
              print(operation.document),
              JSON.stringify(operation.variables),
              JSON.stringify({ rules, caller }),
              ...fetches.map(({ subgraph, query }) => `${subgraph}: ${query}`),
            ].join('\n'),
          );
      },
    );
    const { failed, errorInstance } = await fc.check(property, { seed, numRuns: runs * 2 });
    if (failed) throw errorInstance;
    // Otherwise nothing was shown.
    expect(reductions).toBeGreaterThan(runs / 8);
  }

  test('the full answer but for what is denied, which nobody fetches', check, TIMEOUT_MS);
});
