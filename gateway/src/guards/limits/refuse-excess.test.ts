import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { limitSettings } from './limit-settings.ts';
import { refuseDocumentExcess, refuseVariableExcess } from './refuse-excess.ts';

const limits = limitSettings.parse({ rootFields: 1, aliases: 1, listLength: 2 });
const shown = (refusal: ReturnType<typeof refuseDocumentExcess>) =>
  refusal?.refused.map(({ message, extensions }) => `${String(extensions['code'])}: ${message}`);

test('a document is refused with every limit that it goes beyond, a request within them passes', () => {
  expect(refuseDocumentExcess(parse('{ a }'), limits)).toBeUndefined();
  expect(refuseVariableExcess({ a: [1, 2] }, limits)).toBeUndefined();
  expect(shown(refuseDocumentExcess(parse('{ a: x b: x }'), limits))).toEqual([
    'GRAPHQL_VALIDATION_FAILED: An operation may have at most 1 root fields; this one has 2.',
    'GRAPHQL_VALIDATION_FAILED: An operation may have at most 1 aliases; this one has 2.',
  ]);
  expect(shown(refuseVariableExcess({ a: [1, 2, 3] }, limits))).toEqual([
    'BAD_USER_INPUT: A list may have at most 2 entries; one of these has 3.',
  ]);
});
