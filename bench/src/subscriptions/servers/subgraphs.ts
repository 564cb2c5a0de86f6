import { useServer } from 'graphql-ws/use/ws';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { SUBGRAPHS } from '../../gateway/fixture/subgraph-sdl.ts';
import { answerCommands } from '../../gateway/servers/answer-commands.ts';
import { createOperationAnswers } from '../../gateway/servers/operation-answers.ts';
import { runServer } from '../../gateway/servers/server-process.ts';
import type { LiveSettings } from '../live-market.ts';
import { liveSchema } from '../live-fixture.ts';
import { createOrderFeed } from '../order-feed.ts';

const feed = createOrderFeed();

/** The five subgraphs in one process, a port each: operations over HTTP, subscriptions over graphql-ws on the same path. */
await runServer<LiveSettings>(async ({ subgraphUrls }) => {
  await Promise.all(SUBGRAPHS.map((name) => serve(name, Number(new URL(subgraphUrls[name] ?? '').port))));
  answerCommands({ publish: () => feed.publish(), followers: () => feed.followers });
});

async function serve(name: string, port: number): Promise<void> {
  const schema = liveSchema(name, feed);
  const answer = createOperationAnswers(schema);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answer(Buffer.concat(chunks).toString()).then((text) => {
        response.writeHead(text === null ? 400 : 200, { 'content-type': 'application/json' });
        response.end(text);
      });
    });
  });
  useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}
