import { Fault } from './faults.ts';
import type { Health } from './health.ts';
import { pathOf, sendRaw, startHttpServer, type RunningHttpServer } from './http-server.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { RawResponse } from './subgraph-door.ts';

/** Serves what only operators may reach: the health of each part, and metrics. */
export function startInternalServer(options: {
  readonly host: string;
  readonly port: number;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Logger;
}): Promise<RunningHttpServer> {
  const { host, port, health, metrics, log } = options;
  return startHttpServer({
    host,
    port,
    log,
    async handle(request, response) {
      const answer = await answerOperators(pathOf(request), { health, metrics });
      if (!answer) throw new Fault('NOT_FOUND', 'There is nothing here.');
      sendRaw(response, answer);
    },
  });
}

/** `/health…` and `/metrics`; undefined for every other path. */
export async function answerOperators(
  path: string,
  { health, metrics }: { readonly health: Health; readonly metrics?: Metrics | undefined },
): Promise<RawResponse | undefined> {
  if (path !== '/metrics' || !metrics) return health.answer(path);
  const headers = { 'content-type': metrics.contentType, 'cache-control': 'no-store' };
  return { status: 200, headers, body: await metrics.metrics() };
}
