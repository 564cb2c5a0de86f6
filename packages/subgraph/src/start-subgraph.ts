import { randomUUID } from 'node:crypto';
import { cleanUpEvents } from '@bazaar/events/cleanup';
import { onChanged } from '@bazaar/events/changed';
import { createConsumer } from '@bazaar/events/consume';
import { startDispatcher, type Dispatcher } from '@bazaar/events/dispatcher';
import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { ANONYMOUS, viewerFromCaller, type Viewer } from '@bazaar/identity/viewer';
import { migrate } from '@bazaar/postgres/migrate';
import { openDatabase, type Database } from '@bazaar/postgres/open-database';
import { readConfig } from '@bazaar/runtime/config';
import { createLifecycle, type Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { RequestEnvelope, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { untilAborted } from '@bazaar/runtime/until-aborted';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { buildSchema } from './build-schema.ts';
import { createCommandDoor, createSendCommand } from './command-door.ts';
import type { Platform, SubgraphContext } from './context.ts';
import type { AnySubgraph } from './define-subgraph.ts';
import { createOperationExecutor } from './execute-operation.ts';
import type { MarketMetrics } from './market-metrics.ts';
import { measureDoor, measureInternalDoors } from './measure-doors.ts';
import { migrationsOf } from './migrations.ts';
import type { InternalDoors, Neighbours } from './neighbours.ts';
import { createRawDoor } from './raw-door.ts';
import { deleteOldKeys } from './idempotency.ts';
import { startSweep, type Sweep } from './sweep.ts';
import { createChangeTeller } from './tell-changes.ts';
import { traceDoor, traceInternalDoors } from './trace-doors.ts';

/** What the surrounding process gives a subgraph. */
export interface SubgraphHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly ephemeral: Ephemeral;
  readonly neighbours: Neighbours;
  /** Default: nothing is counted. */
  readonly metrics?: MarketMetrics | undefined;
  readonly log: Logger;
  readonly now: () => Date;
}

export interface RunningSubgraph extends Stoppable {
  readonly name: SubgraphName;
  readonly door: SubgraphDoor;
  readonly internal: InternalDoors;
  readonly database: Database;
  readonly dispatcher: Dispatcher;
  /** Runs one batch of a sweep now, beside its own rhythm, and returns how many rows it handled. @throws when there is no such sweep. */
  runSweep(name: string): Promise<number>;
}

/** How long a sweep or a delivery may take, in milliseconds: nobody waits for it, but it must end. */
const BACKGROUND_MS = 30_000;
const STATEMENT_TIMEOUT_MS = 10_000;

/** Forgets delivered facts, and idempotency keys older than any client repeats them. */
const cleanUp: Sweep<SubgraphContext> = {
  name: 'clean-up',
  everyMs: 10 * 60_000,
  run: async ({ reader, inTransaction }) => (await cleanUpEvents({ reader })) + (await deleteOldKeys(inTransaction)),
};

/**
 * Migrates and opens the subgraph's schema, builds its executable schema and starts its dispatcher and sweeps. Doors are in-process;
 * a process that serves them over HTTP wraps them.
 * @throws ConfigError, or whatever the database or the subgraph's services threw; what had started is stopped.
 */
export async function startSubgraph(definition: AnySubgraph, host: SubgraphHost): Promise<RunningSubgraph> {
  const { name, root } = definition;
  const log = host.log.child({ subgraph: name });
  const lifecycle = createLifecycle(log);
  const metrics = host.metrics?.of(name);
  try {
    return await startParts();
  } catch (error) {
    await lifecycle.stop();
    throw error;
  }

  function measured(door: SubgraphDoor): SubgraphDoor {
    return metrics ? measureDoor(metrics, door) : door;
  }
  function measuredInternally(doors: InternalDoors): InternalDoors {
    return metrics ? measureInternalDoors(metrics, doors) : doors;
  }

  async function startParts(): Promise<RunningSubgraph> {
    const config = readConfig(definition.config, host.env);
    await migrate({
      url: host.databaseUrl,
      schema: name,
      directories: migrationsOf(definition),
      log,
    });
    const database = lifecycle.add(
      'database',
      await openDatabase({
        url: host.databaseUrl,
        schema: name,
        entities: definition.entities,
        poolSize: host.poolSize,
        applicationName: `bazaar ${name}`,
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
        ran: metrics?.statement,
        log,
      }),
    );
    metrics?.watch(database, definition.hanging);
    const { ephemeral, now } = host;
    const { reader, inTransaction } = database;
    const changes = lifecycle.add('changes', createChangeTeller(ephemeral.pubsub, log));
    onChanged(reader, changes.tell);
    // Whoever ran before may have been killed between a commit and its signal.
    changes.tell(['*']);
    const platform: Platform<unknown> = { config, log, reader, inTransaction, ephemeral, now };
    const services = await definition.services(platform);
    lifecycle.add('services', { stop: async () => services.stop?.() });

    function createContext(viewer: Viewer, envelope: RequestEnvelope): SubgraphContext {
      const base: SubgraphContext = {
        ...platform,
        viewer,
        clientAddress: envelope.clientAddress ?? null,
        requestId: envelope.requestId,
        deadline: envelope.deadline,
        signal: envelope.signal,
        log: log.child({ requestId: envelope.requestId }),
        sendCommand: createSendCommand(name, host.neighbours, envelope),
      };
      return definition.context(base, services);
    }

    function backgroundContext(): SubgraphContext {
      const deadline = Date.now() + BACKGROUND_MS;
      const envelope = { caller: null, requestId: randomUUID(), deadline, signal: AbortSignal.timeout(BACKGROUND_MS) };
      return createContext({ kind: 'service', name, actingFor: ANONYMOUS }, envelope);
    }

    const executor = createOperationExecutor(
      buildSchema(root, definition.resolvers),
      (request) => createContext(viewerFromCaller(request.caller), request),
      log,
    );
    const consume = createConsumer({
      subgraph: name,
      inTransaction,
      listeners: definition.listeners,
      context: backgroundContext,
    });
    const internal = measuredInternally(
      traceInternalDoors(name, {
        command: createCommandDoor(definition, (envelope) =>
          createContext(
            { kind: 'service', name: envelope.from, actingFor: viewerFromCaller(envelope.caller) },
            envelope,
          ),
        ),
        deliver: async (event) => void (await consume(event)),
      }),
    );
    const dispatcher = lifecycle.add(
      'dispatcher',
      startDispatcher({
        database,
        deliver: (listener, event, signal) => host.neighbours.deliver(listener, event, signal),
        ended: metrics?.delivered,
        log,
      }),
    );
    const sweeps = [cleanUp, ...definition.sweeps];
    for (const sweep of sweeps)
      lifecycle.add(
        `sweep ${sweep.name}`,
        startSweep(sweep, backgroundContext, { log, ran: metrics?.sweep(sweep.name) }),
      );

    const door = measured(
      traceDoor(name, {
        execute(request) {
          const response = executor.execute(request);
          if (!(response instanceof Promise)) return response;
          // Who hears that something is done, and asks again, shall not get what was kept before.
          const told = response.then((answer) => changes.told()?.then(() => answer) ?? answer);
          return untilAborted(told, request.signal);
        },
        subscribe: (request) => executor.subscribe(request),
        serveRaw: createRawDoor(definition.rawRoutes, backgroundContext),
      }),
    );
    return {
      name,
      door,
      internal,
      database,
      dispatcher,
      async runSweep(sweepName) {
        const sweep = sweeps.find((candidate) => candidate.name === sweepName);
        if (!sweep) throw new Error(`${name} has no sweep ${sweepName}.`);
        return sweep.run(backgroundContext());
      },
      stop: () => lifecycle.stop(),
    };
  }
}
