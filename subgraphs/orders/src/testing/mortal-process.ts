import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { armCrashPoint, type CrashPoint } from '@bazaar/runtime/crash-points';
import { createLogger } from '@bazaar/runtime/log';
import type { OperationRequest, RawRequest } from '@bazaar/runtime/subgraph-door';
import { startSubgraph } from '@bazaar/subgraph/start-subgraph';
import { orders } from '../subgraph.ts';

/**
 * A process of its own with the real subgraph in it, which dies at the crash point it is told. Its neighbours live on in the process that
 * forked it, at the other end of the channel.
 */

export type ToMortal =
  | {
      readonly kind: 'start';
      readonly env: Readonly<Record<string, string>>;
      readonly databaseUrl: string;
      readonly crashAt: CrashPoint;
    }
  | { readonly kind: 'ask'; readonly request: Omit<OperationRequest, 'signal'> }
  | { readonly kind: 'raw'; readonly request: Omit<RawRequest, 'body'> & { readonly body: string } }
  | { readonly kind: 'answer'; readonly call: number; readonly answer: unknown };

export type FromMortal =
  | { readonly kind: 'started' }
  | { readonly kind: 'answered'; readonly response: unknown }
  | { readonly kind: 'command'; readonly call: number; readonly name: string; readonly input: unknown };

const waiting = new Map<number, (answer: unknown) => void>();
let calls = 0;
let subgraph: Awaited<ReturnType<typeof startSubgraph>> | undefined;

function tell(message: FromMortal): void {
  process.send?.(message);
}

async function handle(message: ToMortal): Promise<void> {
  switch (message.kind) {
    case 'start':
      armCrashPoint(message.crashAt);
      subgraph = await startSubgraph(orders, {
        env: message.env,
        databaseUrl: message.databaseUrl,
        poolSize: 5,
        ephemeral: createInProcessEphemeral(),
        neighbours: {
          command(name, input) {
            calls += 1;
            tell({ kind: 'command', call: calls, name, input });
            return new Promise((resolve) => waiting.set(calls, resolve));
          },
          deliver: () => Promise.reject(new Error('Nobody listens here.')),
        },
        log: createLogger({ name: 'mortal', level: 'silent' }),
        now: () => new Date(),
      });
      return tell({ kind: 'started' });
    case 'ask': {
      const response = await subgraph?.door.execute({ ...message.request, signal: new AbortController().signal });
      return tell({ kind: 'answered', response });
    }
    case 'raw':
      await subgraph?.door.serveRaw({ ...message.request, body: Buffer.from(message.request.body, 'base64') });
      return;
    case 'answer':
      waiting.get(message.call)?.(message.answer);
      waiting.delete(message.call);
  }
}

process.on('message', (message: ToMortal) => {
  handle(message).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
