import { Fault } from './faults.ts';
import type { Health } from './health.ts';
import { pathOf, sendRaw, startHttpServer, type RunningHttpServer } from './http-server.ts';
import type { Logger } from './log.ts';

/** Serves the health of each part on a port that only operators reach. */
export function startHealthServer(options: {
  readonly host: string;
  readonly port: number;
  readonly health: Health;
  readonly log: Logger;
}): Promise<RunningHttpServer> {
  const { host, port, health, log } = options;
  return startHttpServer({
    host,
    port,
    log,
    async handle(request, response) {
      const answer = await health.answer(pathOf(request));
      if (!answer) throw new Fault('NOT_FOUND', 'There is nothing here.');
      sendRaw(response, answer);
    },
  });
}
