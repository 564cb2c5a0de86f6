import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { runServer } from './server-process.ts';

const ETAG = '"prepared"';

/** What Node's own HTTP server costs: it reads the request and answers the right bytes, or that they are still the same, and knows no GraphQL. */
await runServer(async ({ port, answersPath }) => {
  // The harness wrote it.
  const entries = JSON.parse(await readFile(answersPath, 'utf8')) as [bodyOrPath: string, answer: string][];
  const answers = new Map(entries);
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    if (method === 'GET' && headers['if-none-match'] === ETAG) {
      response.writeHead(304, { etag: ETAG }).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers.get(method === 'GET' ? url : Buffer.concat(chunks).toString());
      const status = answer === undefined ? 400 : 200;
      const tag = method === 'GET' && { etag: ETAG };
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...tag });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
