import { createHealth } from '@bazaar/runtime/health';
import { Fault } from '@bazaar/runtime/faults';
import { sendRaw, startHttpServer, type RunningHttpServer } from '@bazaar/runtime/http-server';
import type { Lifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { RunningSubgraph } from '@bazaar/subgraph/start-subgraph';

/** Serves the health of each part on a port that only operators reach. */
export function startHealthServer(
  host: string,
  port: number,
  subgraphs: ReadonlyMap<string, RunningSubgraph>,
  { stopping }: Pick<Lifecycle, 'stopping'>,
  log: Logger,
): Promise<RunningHttpServer> {
  const health = createHealth(stopping);
  for (const [name, { database }] of subgraphs) health.add(`${name} database`, () => database.ping());
  return startHttpServer({
    host,
    port,
    log,
    async handle(request, response) {
      const answer = await health.answer((request.url ?? '/').split('?', 1)[0] ?? '/');
      if (!answer) throw new Fault('NOT_FOUND', 'There is nothing here.');
      sendRaw(response, answer);
    },
  });
}
