import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallFailure } from '../call-failure.ts';
import { AnswerParser, type ParsedAnswer } from './answer-parser.ts';

const MAX_BYTES = 1_000;

/** What comes of these pieces; the memory of each is overwritten when the next one comes, as the connection's buffer is. */
function read(pieces: readonly Buffer[], hasEnded = false): ParsedAnswer | undefined {
  const parser = new AnswerParser(MAX_BYTES);
  for (const piece of pieces) {
    const lent = Buffer.from(piece);
    const answer = parser.take(lent);
    lent.fill('!');
    if (answer) return answer;
  }
  return hasEnded ? parser.end() : undefined;
}

function outcome(pieces: readonly Buffer[], hasEnded: boolean): unknown {
  try {
    return read(pieces, hasEnded);
  } catch (error) {
    return (error as CallFailure).kind;
  }
}

/** Every way to cut into two, and into single bytes. */
function* cuts(bytes: Buffer): Generator<Buffer[]> {
  for (let at = 0; at <= bytes.length; at++) yield [bytes.subarray(0, at), bytes.subarray(at)];
  yield Array.from(bytes, (byte) => Buffer.from([byte]));
}

const KEPT = 4_000;

describe.each<[string, string, ParsedAnswer]>([
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"a":1}', { status: 200, text: '{"a":1}', keepMs: KEPT }],
  [
    'a length of bytes',
    'HTTP/1.1 200 OK\r\ncontent-length:7 \r\n\r\n"é€"',
    { status: 200, text: '"é€"', keepMs: KEPT },
  ],
  [
    'no reason, and a status of its own',
    'HTTP/1.1 429\r\ncontent-length: 2\r\n\r\n{}',
    { status: 429, text: '{}', keepMs: KEPT },
  ],
  ['nothing', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', { status: 200, text: '', keepMs: KEPT }],
  ['no content', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, text: '', keepMs: KEPT }],
  [
    'chunks, extensions and trailers',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;x="y"\r\n{"a\r\nA\r\n":"0123456\r\n00002 \r\n"}\r\n0\r\nx-sum: 1\r\n\r\n',
    { status: 200, text: '{"a":"0123456"}', keepMs: KEPT },
  ],
  [
    'a character across chunks',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n"\u00c3\r\n2\r\n\u00a9"\r\n0\r\n\r\n',
    { status: 200, text: '"é"', keepMs: KEPT },
  ],
  [
    'announcements before it',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keepMs: KEPT },
  ],
  [
    'a connection that ends',
    'HTTP/1.1 200 OK\r\nconnection: x, Close\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keepMs: 0 },
  ],
  [
    'HTTP/1.0',
    'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keepMs: 0 },
  ],
  [
    'a time to keep',
    'HTTP/1.1 200 OK\r\nkeep-alive: timeout=5, max=9\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keepMs: 3_000 },
  ],
  [
    'no time to keep',
    'HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\ncontent-length: 2\r\n\r\n{}',
    { status: 200, text: '{}', keepMs: 0 },
  ],
])('an answer with %s', (_, text, expected) => {
  // The chunks of one of them are bytes of their own.
  const bytes = text.includes('\u00c3') ? Buffer.from(text, 'latin1') : Buffer.from(text);

  it('is read the same however it is cut', () => {
    for (const pieces of cuts(bytes)) expect(read(pieces)).toEqual(expected);
  });

  it('is not complete before its last byte', () => {
    for (let end = 0; end < bytes.length; end++) expect(read([bytes.subarray(0, end)])).toBeUndefined();
  });

  it('is taken, and its connection not kept, when more comes than was asked', () => {
    expect(read([Buffer.concat([bytes, Buffer.from('H')])])).toEqual({ ...expected, keepMs: 0 });
  });

  it('is broken when the connection ends within it', () => {
    for (let end = 0; end < bytes.length; end++) expect(outcome([bytes.subarray(0, end)], true)).toBe('broken');
  });
});

it('an answer without a length ends with its connection', () => {
  const bytes = Buffer.from('HTTP/1.1 200 OK\r\n\r\n{"a":1}');
  for (const pieces of cuts(bytes)) expect(read(pieces, true)).toEqual({ status: 200, text: '{"a":1}', keepMs: 0 });
});

it.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['another version', 'HTTP/2.0 200 OK\r\n\r\n'],
  ['no status', 'HTTP/1.1 OK\r\n\r\n'],
  ['a status too long', 'HTTP/1.1 2000 OK\r\n\r\n'],
  ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ['a header without a colon', 'HTTP/1.1 200 OK\r\ncontent-length 2\r\n\r\n{}'],
  ['a space before the colon', 'HTTP/1.1 200 OK\r\ncontent-length : 2\r\n\r\n{}'],
  ['a header without a name', 'HTTP/1.1 200 OK\r\n: 2\r\n\r\n{}'],
  ['a continued line', 'HTTP/1.1 200 OK\r\nx: 1\r\n 2\r\n\r\n'],
  ['a bare line feed', 'HTTP/1.1 200 OK\r\nx: 1\ncontent-length: 2\r\n\r\n{}'],
  ['a bare carriage return', 'HTTP/1.1 200 OK\r\nx: 1\rcontent-length: 2\r\n\r\n{}'],
  ['a null character', 'HTTP/1.1 200 OK\r\nx: \0\r\n\r\n'],
  ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
  ['a signed length', 'HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\n{}'],
  ['a length in another base', 'HTTP/1.1 200 OK\r\ncontent-length: 0x2\r\n\r\n{}'],
  ['no number as length', 'HTTP/1.1 200 OK\r\ncontent-length:\r\n\r\n'],
  ['a length beyond all numbers', `HTTP/1.1 200 OK\r\ncontent-length: ${'9'.repeat(30)}\r\n\r\n`],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
  ['two lengths in one', 'HTTP/1.1 200 OK\r\ncontent-length: 2, 2\r\n\r\n{}'],
  ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['chunks twice', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['another encoding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n'],
  ['chunks in HTTP/1.0', 'HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a chunk size that is none', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
  ['a negative chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n'],
  ['a chunk size beyond all answers', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1ffffffff\r\n'],
  ['an empty chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\r\n'],
  ['a chunk longer than it says', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n'],
  [
    'a chunk whose line ends without a carriage return',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n',
  ],
  ['a head without end', `HTTP/1.1 200 OK\r\n${'x-filler: 0123456789\r\n'.repeat(900)}`],
  ['a head too long', `HTTP/1.1 200 OK\r\n${'x-filler: 0123456789\r\n'.repeat(900)}\r\n`],
  ['a chunk size without end', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}`],
  [
    'trailers without end',
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n${'x: 0123456789\r\n'.repeat(2_000)}`,
  ],
])('an answer with %s is broken, however it is cut', (_, text) => {
  const bytes = Buffer.from(text, 'latin1');
  expect(outcome([bytes], false)).toBe('broken');
  expect(outcome([bytes.subarray(0, 30), bytes.subarray(30)], false)).toBe('broken');
  expect(
    outcome(
      Array.from({ length: Math.ceil(bytes.length / 7) }, (_piece, n) => bytes.subarray(n * 7, n * 7 + 7)),
      false,
    ),
  ).toBe('broken');
});

it.each([
  ['a length', `HTTP/1.1 200 OK\r\ncontent-length: ${MAX_BYTES + 1}\r\n\r\n`],
  ['chunks', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${`1f4\r\n${'x'.repeat(500)}\r\n`.repeat(3)}`],
  ['no length', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(MAX_BYTES + 1)}`],
])('an answer of too many bytes with %s is cut off', (_, text) => {
  expect(outcome([Buffer.from(text)], false)).toBe('tooLarge');
});

it('whatever comes, however it is cut, has one outcome: an answer, a failure of the call, or more to come', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'content-length: 2\r\n',
      'transfer-encoding: chunked\r\n',
      '\r\n',
      '2\r\n{}\r\n',
      '0\r\n\r\n',
      '{}',
      'HTTP/1.1 100 Continue\r\n\r\n',
    ),
    fc.string({ maxLength: 5, unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, hasEnded) => {
      const bytes = Buffer.from(pieces.join(''));
      const whole = outcome([bytes], hasEnded);
      // What follows an answer is noticed only when it comes with the answer's last piece.
      const same = typeof whole === 'object' ? { ...whole, keepMs: expect.any(Number) as number } : whole;
      for (const cut of cuts(bytes)) expect(outcome(cut, hasEnded)).toEqual(same);
    }),
    { numRuns: 500 },
  );
});
