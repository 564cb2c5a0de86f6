import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStreamParser, type ServerSentEvent } from './event-stream-parser.ts';

function parse(...chunks: (string | Buffer)[]): ServerSentEvent[] {
  const parser = new EventStreamParser(1_000);
  return chunks.flatMap((chunk) => parser.push(Buffer.from(chunk)));
}

const next = (data: string) => ({ type: 'next', data });

describe('an event stream', () => {
  it.each<[string, string, ServerSentEvent[]]>([
    ['an event', 'event: next\ndata: {"a":1}\n\n', [next('{"a":1}')]],
    ['one without the optional space', 'event:next\ndata:x\n\n', [next('x')]],
    ['data whose second space counts', 'event: next\ndata:  x\n\n', [next(' x')]],
    ['data in several lines', 'event: next\ndata: a\ndata:\ndata: b\n\n', [next('a\n\nb')]],
    ['carriage returns', 'event: next\rdata: a\r\revent: next\r\ndata: b\r\n\r\n', [next('a'), next('b')]],
    ['comments, ids and times between', ': hello\nid: 7\nevent: next\n:\nretry: 10\ndata: x\n\n:\n\n', [next('x')]],
    ['an end without data', 'event: complete\n\n', [{ type: 'complete', data: '' }]],
    ['an end with empty data', 'event: complete\ndata\n\n', [{ type: 'complete', data: '' }]],
    ['data without a type', 'data: x\n\n', [{ type: 'message', data: 'x' }]],
    ['a byte order mark', '\ufeffevent: next\ndata: x\n\n', [next('x')]],
    ['empty lines', '\n\n\r\n\n', []],
    ['an event that has not ended', 'event: next\ndata: x\n', []],
  ])('with %s', (_, text, events) => {
    expect(parse(text)).toEqual(events);
  });

  it('refuses an event that is too long, in one line or in many, whole or in pieces', () => {
    expect(() => parse(`data: ${'x'.repeat(1_001)}\n\n`)).toThrow(RangeError);
    expect(() => parse(...Array.from({ length: 20 }, () => 'x'.repeat(100)))).toThrow(RangeError);
    expect(() => parse(...Array.from({ length: 20 }, () => `data: ${'x'.repeat(100)}\n`))).toThrow(RangeError);
    expect(parse(`data: ${'x'.repeat(900)}\n\n`.repeat(5))).toHaveLength(5);
  });

  it('reads the same however it is cut', () => {
    const text = fc.stringMatching(/^[a-zé€😀{}":, ]{0,20}$/u);
    const event = fc.record({
      type: fc.constantFrom('next', 'complete', 'é'),
      data: fc.array(text, { minLength: 1, maxLength: 3 }),
    });
    const end = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 5 }),
        end,
        fc.array(fc.nat(400)),
        fc.boolean(),
        (events, eol, cuts, withComments) => {
          const lines = events.flatMap(({ type, data }) => [
            `event: ${type}`,
            ...(withComments ? [': still here'] : []),
            ...data.map((line) => `data: ${line}`),
            '',
          ]);
          const bytes = Buffer.from(lines.map((line) => line + eol).join(''));
          const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const chunks = [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
          expect(parse(...chunks)).toEqual(events.map(({ type, data }) => ({ type, data: data.join('\n') })));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads the same cut at every byte', () => {
    const bytes = Buffer.from(
      '\ufeffevent: next\r\ndata: {"a":"€😀"}\r\n\r\n: hello\r\nevent: complete\r\ndata:\r\n\r\n',
    );
    const whole = parse(bytes);
    expect(whole).toEqual([next('{"a":"€😀"}'), { type: 'complete', data: '' }]);
    expect(parse(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(whole);
    for (let at = 0; at <= bytes.length; at++) expect(parse(bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
  });

  it('never fails and never invents, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        const parser = new EventStreamParser(1_000);
        const events = chunks.flatMap((chunk) => parser.push(Buffer.from(chunk)));
        const all = Buffer.concat(chunks).toString('utf8');
        for (const { data } of events) for (const line of data.split('\n')) expect(all).toContain(line);
      }),
    );
  });
});
