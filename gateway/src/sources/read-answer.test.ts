import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ReadResponse, readAnswer, readAnswers } from './read-answer.ts';

const read = (text: string) => readAnswer({ status: 200, text });
const isPlain = (response: unknown) => response instanceof ReadResponse && response.isPlain;

it('calls an answer plain only when none of its texts would be escaped', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '\n', '\u007f', '\u2028', '\ud800', 'é', '😀'),
  );
  fc.assert(
    fc.property(text, fc.boolean(), (a, isAscii) => {
      const json = JSON.stringify({ data: { a } });
      const sent = isAscii
        ? json.replace(/[^\0-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
        : json;
      const response = read(Buffer.from(sent).toString());
      if (isPlain(response)) expect(JSON.stringify(response.data?.['a'])).toBe(`"${String(response.data?.['a'])}"`);
    }),
  );
  expect(isPlain(read('{"data":{"a":"é😀"}}'))).toBe(true);
  expect(isPlain(read('{"data":{"a":"\\"","b":1}}'))).toBe(false);
});

it('does not take a subgraph’s word for it', () => {
  expect(isPlain(read('{"data":{"a":"\\n"},"isPlain":true}'))).toBe(false);
});

it('calls all of a batch plain, or none', () => {
  const plain = readAnswers({ status: 200, text: '[{"data":{"a":"b"}},{"data":null}]' }, 2);
  expect([isPlain(plain(0)), isPlain(plain(1))]).toEqual([true, true]);
  const other = readAnswers({ status: 200, text: '[{"data":{"a":"b"}},{"data":{"a":"\\\\"}}]' }, 2);
  expect([isPlain(other(0)), isPlain(other(1))]).toEqual([false, false]);
});
