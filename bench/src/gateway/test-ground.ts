import { freePorts } from '@bazaar/bazaar/distributed/free-ports';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenIssuer } from './access-tokens.ts';
import { checkAnswer } from './check-answer.ts';
import { divideCores } from './cores.ts';
import { bodyOf, CASES, type CaseName } from './fixture/cases.ts';
import { composeFixture, expectedData } from './fixture/compose-fixture.ts';
import { SUBGRAPHS, type SubgraphName } from './fixture/subgraph-sdl.ts';
import { autocannonGenerator } from './load/autocannon.ts';
import type { LoadRequest } from './load/load.ts';
import { openWrk } from './load/wrk.ts';
import { startServer } from './server-under-test.ts';
import type { ServerSettings } from './servers/server-process.ts';
import type { Measured } from './summary.ts';
import type { Variant } from './variants.ts';

export interface TestGround {
  /** The load generator's name. */
  readonly generator: string;
  /** Whether servers have cores of their own. */
  readonly isPinned: boolean;
  start(variant: Variant, workers: number): Promise<Contestant>;
  stop(): Promise<void>;
}

/** A variant that runs. */
export interface Contestant {
  readonly name: string;
  /** Asks it every request of the case, so that the subgraphs know them too. @throws unless each answer holds exactly the expected data. */
  check(query: CaseName): Promise<void>;
  /** Loads it for so long and says what that cost. */
  load(query: CaseName, seconds: number): Promise<Measured>;
  stop(): Promise<void>;
}

interface Turn {
  readonly request: LoadRequest;
  readonly expected: Record<string, unknown>;
}

/** The five subgraphs in a process of their own, the load generator, and what every variant is started with. */
export async function openTestGround(node: string): Promise<TestGround> {
  const workDir = await mkdtemp(join(tmpdir(), 'bazaar-bench-gateway-'));
  const ports = await freePorts(SUBGRAPHS.length);
  // Every name of the list is a key.
  const subgraphUrls = Object.fromEntries(
    SUBGRAPHS.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]),
  ) as Record<SubgraphName, string>;
  const cores = await divideCores();
  const generator = (await openWrk(workDir, cores.others)) ?? autocannonGenerator;
  const fixture = composeFixture(subgraphUrls);
  const issuer = await createTokenIssuer();
  const turns = await takeTurns();

  const settings = {
    supergraphPath: join(workDir, 'supergraph.graphql'),
    apiSchemaPath: join(workDir, 'api.graphql'),
    answersPath: join(workDir, 'answers.json'),
    subgraphUrls,
    identity: issuer.identity,
  };
  const answers = [...turns.values()].flat().map(({ request, expected }) => [request.body, answerOf(expected)]);
  await writeFile(settings.supergraphPath, fixture.supergraphSdl);
  await writeFile(settings.apiSchemaPath, fixture.apiSdl);
  await writeFile(settings.answersPath, JSON.stringify(answers));

  async function takeTurns(): Promise<ReadonlyMap<string, readonly Turn[]>> {
    const byCase = Object.entries(CASES).map(async ([name, asks]) => {
      const taken = asks.map(async (ask): Promise<Turn> => {
        const [token, expected] = await Promise.all([issuer.tokenOf(ask.caller), expectedData(fixture, ask)]);
        return { request: { body: bodyOf(ask), token }, expected };
      });
      return [name, await Promise.all(taken)] as const;
    });
    return new Map(await Promise.all(byCase));
  }

  function turnsOf(query: CaseName): readonly Turn[] {
    return turns.get(query) ?? [];
  }

  function startProgram(
    program: Pick<Variant, 'script' | 'arguments'>,
    given: Pick<ServerSettings, 'port' | 'workers'>,
  ) {
    const on = program === SUBGRAPH_PROGRAM ? cores.others : cores.server(given.workers);
    return startServer(program, { ...settings, ...given }, { node, cores: on });
  }

  const subgraphs = await startProgram(SUBGRAPH_PROGRAM, { port: 0, workers: 1 });

  return {
    generator: generator.name,
    isPinned: cores.others !== null,

    async start(variant, workers) {
      const [port = 0] = await freePorts(1);
      const server = await startProgram(variant, { port, workers });
      return {
        name: variant.name,
        async check(query) {
          for (const { request, expected } of turnsOf(query))
            await checkAnswer(port, request, expected).catch((cause: unknown) => {
              throw new Error(`${variant.name} answers ${query} wrongly`, { cause });
            });
        },
        async load(query, seconds) {
          const all = turnsOf(query);
          const cpuBefore = server.cpuMs();
          const seen = await generator.run({ port, requests: all.map(({ request }) => request) }, seconds);
          const cpuMs = server.cpuMs() - cpuBefore;
          const requests = Math.max(seen.requests, 1);
          // An answer that is shorter than the right one is another answer, whatever its status; so is none at all.
          const isShort = seen.bytesPerAnswer < Math.min(...all.map(({ expected }) => answerOf(expected).length));
          return {
            name: variant.name,
            query,
            workers,
            rps: seen.requests / seen.seconds,
            p99Ms: seen.p99Ms,
            cpuMsPerRequest: cpuMs / requests,
            coresBusy: cpuMs / (seen.seconds * 1_000 * workers),
            failed: isShort ? requests : seen.failed,
          };
        },
        stop: () => server.stop(),
      };
    },

    async stop() {
      await subgraphs.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}

const SUBGRAPH_PROGRAM = { script: 'bench/src/gateway/servers/subgraphs.ts', arguments: [] };

function answerOf(expected: Record<string, unknown>): string {
  return JSON.stringify({ data: expected });
}
