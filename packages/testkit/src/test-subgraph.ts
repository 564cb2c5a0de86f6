import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { newId } from '@bazaar/ids/id';
import { query as runSql } from '@bazaar/postgres/rows';
import { createLogger } from '@bazaar/runtime/log';
import type { CallerClaims, OperationRequest, OperationResponse } from '@bazaar/runtime/subgraph-door';
import { ALL_EVENTS, type EventData, type EventEnvelope, type EventType } from '@bazaar/schema/events/all-events';
import type { CommandCaller } from '@bazaar/schema/commands/define-commands';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { buildSchema } from '@bazaar/subgraph/build-schema';
import type { CommandEnvelope } from '@bazaar/subgraph/commands';
import type { AnySubgraph } from '@bazaar/subgraph/define-subgraph';
import { migrationsOf } from '@bazaar/subgraph/migrations';
import { startSubgraph, type RunningSubgraph } from '@bazaar/subgraph/start-subgraph';
import { randomUUID } from 'node:crypto';
import { findUserErrorProblems } from './find-user-error-problems.ts';
import { createTestDatabase } from './test-database.ts';

export interface TestSubgraph extends RunningSubgraph {
  readonly databaseUrl: string;
  readonly ephemeral: Ephemeral;
  /** Facts that were delivered to other subgraphs, in order. */
  readonly delivered: readonly { readonly listener: SubgraphName; readonly event: EventEnvelope }[];
  /**
   * Runs an operation through the door, as `caller` (anonymous when left out), from `clientAddress` (nobody knows when left out).
   * @throws when a user error of the answer names no field of the input, or none without a reason.
   */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    caller?: CallerClaims | null,
    clientAddress?: string,
  ): Promise<OperationResponse>;
  /** The same, insisting on an answer without errors. */
  answer<Data>(query: string, variables?: Record<string, unknown>, caller?: CallerClaims | null): Promise<Data>;
  /** Runs the mutation `field` with `input` and insists on its payload: the fields of `select`, and `userErrors`. */
  mutate<Payload = unknown>(
    field: string,
    input: Record<string, unknown>,
    select?: string,
    caller?: CallerClaims | null,
  ): Promise<Payload & { readonly userErrors: readonly TestUserError[] }>;
  /** Opens a subscription through the door. */
  follow(
    query: string,
    variables?: Record<string, unknown>,
    caller?: CallerClaims | null,
  ): AsyncIterableIterator<OperationResponse>;
  /** Sends a command through the internal door, as `from`. */
  command(name: string, input: unknown, from: CommandCaller, caller?: CallerClaims | null): Promise<unknown>;
  /** Delivers a fact through the internal door, as a dispatcher would; with an `id` a second time as well. */
  tell<Type extends EventType>(fact: ToldFact<Type>): Promise<void>;
  /** Runs SQL in the subgraph's schema. */
  sql<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface TestUserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export interface ToldFact<Type extends EventType> {
  readonly type: Type;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly data: EventData<Type>;
  /** A new one when left out. */
  readonly id?: string;
}

export interface TestSubgraphOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What the neighbours answer, by command name: the other subgraphs are this test's outside world. */
  readonly neighbours?: Readonly<Record<string, (input: never, envelope: CommandEnvelope) => unknown>>;
  readonly now?: () => Date;
  /** A database of an earlier subgraph of the same test, to start on it again. */
  readonly databaseUrl?: string;
  readonly ephemeral?: Ephemeral;
}

/** Starts a real subgraph on a database of its own and drops both at `stop()`. */
export async function startTestSubgraph(
  definition: AnySubgraph,
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph> {
  const { name } = definition;
  const own = options.databaseUrl
    ? null
    : await createTestDatabase({
        subgraphs: [{ schema: name, migrations: migrationsOf(definition) }],
      });
  const databaseUrl = options.databaseUrl ?? own?.url ?? '';
  const ephemeral = options.ephemeral ?? createInProcessEphemeral();
  const schema = buildSchema(definition.root, {});
  const delivered: { listener: SubgraphName; event: EventEnvelope }[] = [];
  const answers = new Map(Object.entries(options.neighbours ?? {}));
  const subgraph = await startSubgraph(definition, {
    env: options.env ?? {},
    databaseUrl,
    poolSize: 20,
    ephemeral,
    neighbours: {
      async command(command, input, envelope) {
        const answer = answers.get(command);
        if (!answer) throw new Error(`This test has no answer to ${command}.`);
        // The sender's type and the answer's type are both the command's contract.
        return structuredClone(await answer(structuredClone(input) as never, envelope));
      },
      async deliver(listener, event) {
        delivered.push({ listener, event });
      },
    },
    log: createLogger({ name, level: 'silent' }),
    now: options.now ?? (() => new Date()),
  });

  function requestOf(
    query: string,
    variables?: Record<string, unknown>,
    caller: CallerClaims | null = null,
    clientAddress?: string,
  ): OperationRequest {
    const signal = new AbortController().signal;
    return { query, variables, caller, clientAddress, requestId: randomUUID(), deadline: Date.now() + 30_000, signal };
  }

  const ask: TestSubgraph['ask'] = async (query, variables, caller, clientAddress) => {
    const response = await subgraph.door.execute(requestOf(query, variables, caller, clientAddress));
    const problems = findUserErrorProblems(schema, query, response.data);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return response;
  };

  async function answer<Data>(
    query: string,
    variables?: Record<string, unknown>,
    caller?: CallerClaims | null,
  ): Promise<Data> {
    const { data, errors } = await ask(query, variables, caller);
    if (errors) throw new Error(JSON.stringify(errors));
    // The document says what comes back.
    return data as Data;
  }

  const mutate: TestSubgraph['mutate'] = async (field, input, select = '', caller = null) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${select} userErrors { code message field } } }`;
    const data = await answer<Record<string, never>>(query, { input }, caller);
    const payload = data[field];
    if (!payload) throw new Error(`${field} answered nothing.`);
    return payload;
  };

  return {
    ...subgraph,
    databaseUrl,
    ephemeral,
    delivered,
    ask,
    answer,
    mutate,
    follow: (query, variables, caller) => subgraph.door.subscribe(requestOf(query, variables, caller)),
    command(command, input, from, caller = null) {
      const signal = new AbortController().signal;
      return subgraph.internal.command(command, input, {
        from,
        caller,
        requestId: randomUUID(),
        deadline: Date.now() + 30_000,
        signal,
      });
    },
    tell({ type, aggregateId, sequence, data, id = newId('evt') }) {
      const { version } = ALL_EVENTS[type];
      const occurredAt = new Date().toISOString();
      return subgraph.internal.deliver({ id, type, version, aggregateId, sequence, occurredAt, data });
    },
    sql: (sql, params) => runSql(subgraph.database.reader, sql, params),
    async stop() {
      await subgraph.stop();
      if (!options.ephemeral) await ephemeral.stop();
      await own?.stop();
    },
  };
}
