import { Supergraph } from '@apollo/federation-internals';
import { describe, expect, test } from 'vitest';
import { findUnsupported } from '../../supergraph/refuse-unsupported.ts';
import { checkClaim } from './testing/check-claim.ts';
import { abstractTypes } from './testing/claims/abstract-types.ts';
import { aliases } from './testing/claims/aliases.ts';
import { argumentsAndVariables } from './testing/claims/arguments.ts';
import { conditions } from './testing/claims/conditions.ts';
import { failures } from './testing/claims/failures.ts';
import { fragments } from './testing/claims/fragments.ts';
import { splitObjects } from './testing/claims/split-objects.ts';
import { interfaceObjects } from './testing/claims/interface-objects.ts';
import { introspection } from './testing/claims/introspection.ts';
import { keys } from './testing/claims/keys.ts';
import { lists } from './testing/claims/lists.ts';
import { malformed } from './testing/claims/malformed.ts';
import { mutations } from './testing/claims/mutations.ts';
import { plannersFlaws } from './testing/claims/planners-flaws.ts';
import { requires } from './testing/claims/requires.ts';
import { sharedFields } from './testing/claims/shared-fields.ts';
import { stockFlaws } from './testing/claims/stock-flaws.ts';
import { EXECUTORS, STOCK } from './testing/executors.ts';
import { stageOf } from './testing/stage.ts';

const SETS = [
  ...keys,
  ...requires,
  ...sharedFields,
  ...splitObjects,
  ...abstractTypes,
  ...interfaceObjects,
  ...argumentsAndVariables,
  ...aliases,
  ...fragments,
  ...conditions,
  ...lists,
  ...mutations,
  ...introspection,
  ...failures,
  ...malformed,
  ...plannersFlaws,
  ...stockFlaws,
];

describe.each(Object.keys(EXECUTORS))('%s', (executor) => {
  const sets = SETS.filter(({ isRefused }) => executor === STOCK || !isRefused);
  describe.each(sets)('$title', ({ fixture, claims }) => {
    test.each(Object.entries(claims))('%s', (_, claim) => checkClaim(fixture, executor, claim));
  });
});

test('exactly the supergraphs whose claims no executor can keep are refused', () => {
  for (const { fixture, isRefused = false } of SETS) {
    const { supergraphSdl } = stageOf(fixture).fixture;
    expect(findUnsupported(Supergraph.build(supergraphSdl)).length > 0, fixture.name).toBe(isRefused);
  }
});

test('no prototype was changed by any answer', () => {
  expect('spoiled' in {}).toBe(false);
});
