import { describe, expect, test } from 'vitest';
import { parseRequest, responseOf } from './http1.ts';

const POST = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody';

function parseText(text: string, start = 0) {
  const parsed = parseRequest(Buffer.from(text), start);
  return parsed.kind === 'request'
    ? { ...parsed.request, body: parsed.request.body.toString(), end: parsed.end }
    : parsed.kind;
}

describe('a request', () => {
  test('is read up to its length, and the next from there', () => {
    const text = POST + POST.replace('body', 'more');
    expect(parseText(text)).toMatchObject({ method: 'POST', body: 'body', end: POST.length });
    expect(parseText(text, POST.length)).toMatchObject({ body: 'more', end: text.length });
  });

  test('in chunks is joined', () => {
    const head = 'POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n';
    const text = `${head}3\r\nbod\r\n1\r\ny\r\n0\r\n\r\n`;
    expect(parseText(`${text}POST`)).toMatchObject({ body: 'body', end: text.length });
    for (let length = head.length; length < text.length; length++)
      expect(parseText(text.slice(0, length))).toBe('incomplete');
  });

  test('without a body has an empty one', () => {
    expect(parseText('GET / HTTP/1.1\r\n\r\n')).toMatchObject({ method: 'GET', body: '', headers: '' });
  });

  test.each([1, 30, POST.length - 1])('cut after %i bytes is incomplete', (length) => {
    expect(parseText(POST.slice(0, length))).toBe('incomplete');
  });

  test('that is no HTTP is refused', () => {
    expect(() => parseText('\u0016\u0003\u0001 hello\r\n\r\n')).toThrow('no HTTP/1.1');
  });
});

test('a response tells its length in bytes', () => {
  expect(responseOf('200 OK', 'text/plain', 'é').toString()).toBe(
    'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\né',
  );
});
