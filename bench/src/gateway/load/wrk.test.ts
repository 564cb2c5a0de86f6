import { expect, test } from 'vitest';
import { readPrinted, recordOf } from './wrk.ts';

test('a request is written with its length in bytes, so that the next is found', () => {
  const record = recordOf({ method: 'POST', path: '/graphql', body: '{"query":"{ é }"}', token: 'abc' });
  const [length = '', ...rest] = record.split('\n');
  const text = rest.join('\n');
  expect(Buffer.byteLength(text)).toBe(Number(length));
  expect(text).toContain('\r\nauthorization: Bearer abc\r\n');
  expect(text).toMatch(/\r\ncontent-length: 18\r\n\r\n\{"query":"\{ é \}"\}$/);
});

test('a GET has no body, and a stranger no token', () => {
  const record = recordOf({ method: 'GET', path: '/graphql?a=1', body: null, token: null, etag: '"t"' });
  expect(record).toContain('\nGET /graphql?a=1 HTTP/1.1\r\n');
  expect(record).toMatch(/\r\nif-none-match: "t"\r\n\r\n$/);
  expect(record).not.toMatch(/authorization|content-length/);
});

test('what wrk printed is read from its last line', () => {
  const line = '{"requests":200,"microseconds":2000000,"bytes":40000,"failed":1,"p99Microseconds":2500}';
  expect(readPrinted(`Running 2s test\n  200 requests in 2s\n${line}\n`)).toEqual({
    requests: 200,
    seconds: 2,
    p99Ms: 2.5,
    failed: 1,
    bytesPerAnswer: 200,
  });
});

test('a server that answers nothing sent nothing', () => {
  expect(readPrinted('{"requests":0,"microseconds":2000000,"bytes":0,"failed":9,"p99Microseconds":0}')).toMatchObject({
    requests: 0,
    failed: 9,
    bytesPerAnswer: 0,
  });
});
