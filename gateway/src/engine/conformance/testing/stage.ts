import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '@bazaar/runtime/faults';
import type { Answer, ClientOperation, ExecutorUnderTest, FetchRequest, MakeExecutor } from '../executor-under-test.ts';
import { EXECUTORS } from './executors.ts';
import { composeFixture, type Fixture, type FixtureParts } from './supergraph/fixture.ts';
import { answerAsMonolith } from './supergraph/monolith.ts';
import { createSubgraph } from './supergraph/subgraph.ts';
import { createRun, type Faults, type Run } from './supergraph/world.ts';

/** Changes a subgraph's answer on its way to the executor. */
export type Spoil = (answer: Answer, request: FetchRequest, subgraph: string) => Answer;

/** `down`: cannot be reached. `refuses`: answers an error without a path and no data. `silent`: answers neither data nor errors. */
export type Outage = 'down' | 'refuses' | 'silent';

export interface Circumstances {
  readonly faults?: Faults | undefined;
  /** By subgraph. */
  readonly outages?: Readonly<Record<string, Outage>> | undefined;
  readonly spoil?: Spoil | undefined;
  /** How many turns of the event loop a fetch takes; 0 by default. Parallel fetches overtake each other by it. */
  readonly delay?: ((subgraph: string, request: FetchRequest) => number) | undefined;
}

export interface SeenFetch {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly answer: Answer | Error;
}

/** What one executor made of an operation. */
export interface Performance {
  readonly answer: Answer;
  readonly fetches: readonly SeenFetch[];
  /** What the executor did to subgraphs that no executor may. */
  readonly offences: readonly string[];
}

/** A fixture with all executors before it. Plays one operation at a time. */
export interface Stage {
  readonly fixture: Fixture;
  perform(executor: string, operation: ClientOperation, circumstances?: Circumstances): Promise<Performance>;
  /** The monolith's answer, and what it read. */
  consult(operation: ClientOperation, faults?: Faults): Promise<{ answer: Answer; reads: Run['reads'] }>;
}

interface Playing {
  readonly run: Run;
  readonly circumstances: Circumstances;
  readonly fetches: SeenFetch[];
  readonly offences: string[];
}

const stages = new WeakMap<FixtureParts, Stage>();

/** The stage of a fixture with all executors. Composing takes long: a process has one for each. */
export function stageOf(parts: FixtureParts): Stage {
  const stage = stages.get(parts) ?? createStage(composeFixture(parts), EXECUTORS);
  stages.set(parts, stage);
  return stage;
}

export function createStage(fixture: Fixture, makers: Readonly<Record<string, MakeExecutor>>): Stage {
  let playing: Playing | undefined;

  const sources = Object.fromEntries(
    fixture.subgraphs.map((parts) => {
      const { name } = parts;
      const subgraph = createSubgraph(fixture, parts);
      const fetch = async (request: FetchRequest): Promise<Answer> => {
        if (!playing) throw new Error('a fetch came after the answer');
        const { run, circumstances, fetches, offences } = playing;
        for (let turns = circumstances.delay?.(name, request) ?? 0; turns > 0; turns -= 1) await nextTurn();
        // As over a wire: a copy.
        const sent = {
          ...request,
          variables: JSON.parse(JSON.stringify(request.variables)) as Record<string, unknown>,
        };
        const { query, variables } = sent;
        try {
          const healthy = await breakDown(circumstances.outages?.[name], () => subgraph(sent, run, offences));
          const answer = circumstances.spoil?.(healthy, sent, name) ?? healthy;
          fetches.push({ subgraph: name, query, variables, answer: structuredClone(answer) });
          return answer;
        } catch (error) {
          fetches.push({ subgraph: name, query, variables, answer: error as Error });
          throw error;
        }
      };
      return [name, fetch];
    }),
  );
  const executors = new Map<string, ExecutorUnderTest>(
    Object.entries(makers).map(([name, make]) => [name, make(fixture.supergraphSdl, sources)]),
  );

  return {
    fixture,
    async perform(name, operation, circumstances = {}) {
      const run = createRun(fixture.world, circumstances.faults);
      const current: Playing = { run, circumstances, fetches: [], offences: [] };
      playing = current;
      try {
        const answer = await executors.get(name)?.execute(operation);
        if (!answer) throw new Error(`no executor ${name}`);
        return { answer, fetches: current.fetches, offences: current.offences };
      } finally {
        playing = undefined;
      }
    },
    async consult(operation, faults) {
      const run = createRun(fixture.world, faults);
      const answer = await answerAsMonolith(fixture, operation, run);
      // Anything else is a mistake in the fixture, which both sides would make.
      const strange = answer.errors?.find(({ message }) => !/ is broken$|^Cannot return null for /.test(message));
      if (strange) throw new Error(`the monolith failed: ${strange.message}`);
      return { answer, reads: run.reads };
    },
  };
}

/** Without an outage, what `answer` says. */
function breakDown(outage: Outage | undefined, answer: () => Promise<Answer>): Promise<Answer> {
  switch (outage) {
    case undefined:
      return answer();
    case 'down':
      return Promise.reject(new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the service is not available right now.'));
    case 'refuses':
      return Promise.resolve({ data: null, errors: [{ message: 'refused', extensions: { code: 'REFUSED' } }] });
    case 'silent':
      return Promise.resolve({});
  }
}
