import { subgraphSchema } from '../fixture/compose-fixture.ts';
import { SUBGRAPHS, type SubgraphName } from '../fixture/subgraph-sdl.ts';
import { answerSockets, type Answer } from './answer-sockets.ts';
import { responseOf } from './http1.ts';
import { createOperationAnswers } from './operation-answers.ts';
import { runServer } from './server-process.ts';

/** Answers kept by each subgraph; a run asks for fewer. */
const MAX_ANSWERS = 50_000;
const RESPONSE_TYPE = 'application/graphql-response+json';

/**
 * The five subgraphs in one process, a port each. They are not what is measured: what was asked before is answered from memory, so that every gateway,
 * with whatever shape of requests, meets the same subgraphs at next to no cost.
 */
await runServer(({ subgraphUrls }) =>
  Promise.all(
    SUBGRAPHS.map((name) => answerSockets(Number(new URL(subgraphUrls[name] ?? '').port), createAnswer(name))),
  ),
);

function createAnswer(name: SubgraphName): Answer {
  const answerOperations = createOperationAnswers(subgraphSchema(name));
  const answers = new Map<string, Buffer>();
  return ({ headers, body }) => {
    const type = headers.includes(RESPONSE_TYPE) ? RESPONSE_TYPE : 'application/json';
    const key = type + body.toString('latin1');
    const known = answers.get(key);
    if (known) return known;
    return answerOperations(body.toString()).then((text) => {
      const response =
        text === null ? responseOf('400 Bad Request', 'text/plain', 'no GraphQL') : responseOf('200 OK', type, text);
      if (answers.size < MAX_ANSWERS) answers.set(key, response);
      return response;
    });
  };
}
