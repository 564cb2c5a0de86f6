import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { runServer } from './server-process.ts';

/** What Node's own HTTP server costs: it reads the request and answers the right bytes, and knows no GraphQL. */
await runServer(async ({ port, answersPath }) => {
  // The harness wrote it.
  const entries = JSON.parse(await readFile(answersPath, 'utf8')) as [body: string, answer: string][];
  const answers = new Map(entries);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers.get(Buffer.concat(chunks).toString());
      response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
