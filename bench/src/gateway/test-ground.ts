import { freePorts } from '@bazaar/bazaar/distributed/free-ports';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenIssuer } from './access-tokens.ts';
import { checkAnswer, checkUnchanged } from './check-answer.ts';
import { divideCores } from './cores.ts';
import { bodyOf, CASES, documentIdOf, pathOf, SHOP_WINDOW, type Ask, type CaseName } from './fixture/cases.ts';
import { composeFixture, expectedData } from './fixture/compose-fixture.ts';
import { GUARDED_SDL } from './fixture/guarded-sdl.ts';
import { SUBGRAPHS, type SubgraphName } from './fixture/subgraph-sdl.ts';
import { keepAwake } from './keep-awake.ts';
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
  /** Whether the generator's core is kept awake. */
  readonly isAwake: boolean;
  start(variant: Variant, workers: number): Promise<Contestant>;
  stop(): Promise<void>;
}

/** A variant that runs. */
export interface Contestant extends Pick<Variant, 'name' | 'queries'> {
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
  const guarded = composeFixture(subgraphUrls, GUARDED_SDL);
  const issuer = await createTokenIssuer();
  const turns = await takeTurns();

  const settings = {
    supergraphPath: join(workDir, 'supergraph.graphql'),
    guardedSupergraphPath: join(workDir, 'guarded.graphql'),
    manifestPath: join(workDir, 'documents.json'),
    apiSchemaPath: join(workDir, 'api.graphql'),
    answersPath: join(workDir, 'answers.json'),
    subgraphUrls,
    identity: issuer.identity,
  };
  const answers = [...turns.values()]
    .flat()
    .map(({ request, expected }) => [request.body ?? request.path, answerOf(expected)]);
  await writeFile(settings.supergraphPath, fixture.supergraphSdl);
  await writeFile(settings.guardedSupergraphPath, guarded.supergraphSdl);
  await writeFile(settings.manifestPath, JSON.stringify({ [documentIdOf(SHOP_WINDOW)]: SHOP_WINDOW }));
  await writeFile(settings.apiSchemaPath, fixture.apiSdl);
  await writeFile(settings.answersPath, JSON.stringify(answers));

  async function takeTurns(): Promise<ReadonlyMap<string, readonly Turn[]>> {
    const byCase = Object.entries(CASES).map(async ([name, asks]) => {
      const taken = asks.map(async (ask): Promise<Turn> => {
        const token = ask.caller === null ? null : await issuer.tokenOf(ask.caller);
        return { request: { ...requestOf(ask), token }, expected: await expectedData(fixture, ask) };
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
  const letSleep = await keepAwake(cores.others);

  return {
    generator: generator.name,
    isPinned: cores.others !== null,
    isAwake: letSleep !== null,

    async start(variant, workers) {
      const [port = 0] = await freePorts(1);
      const server = await startProgram(variant, { port, workers });
      /** Tags of the answers, by the paths that were asked. */
      const etags = new Map<string, string>();
      const requestsOf = (query: CaseName): LoadRequest[] =>
        turnsOf(query).map(({ request }) => ({ ...request, etag: etags.get(request.path) }));
      return {
        name: variant.name,
        queries: variant.queries,
        async check(query) {
          try {
            for (const { request, expected } of turnsOf(query)) {
              const { etag } = await checkAnswer(port, request, expected);
              if (request.method === 'GET' && etag !== undefined) etags.set(request.path, etag);
            }
            if (query === 'revalidated') for (const request of requestsOf(query)) await checkUnchanged(port, request);
          } catch (cause) {
            throw new Error(`${variant.name} answers ${query} wrongly`, { cause });
          }
        },
        async load(query, seconds) {
          const cpuBefore = server.cpuMs();
          const seen = await generator.run({ port, requests: requestsOf(query) }, seconds);
          const cpuMs = server.cpuMs() - cpuBefore;
          const requests = Math.max(seen.requests, 1);
          // An answer that is shorter than the right one is another answer, whatever its status; so is none at all. Of what is unchanged nothing comes.
          const lengths = turnsOf(query).map(({ expected }) => answerOf(expected).length);
          const isRight =
            query === 'revalidated'
              ? seen.bytesPerAnswer > 0 && seen.bytesPerAnswer < Math.min(...lengths)
              : seen.bytesPerAnswer >= Math.min(...lengths);
          return {
            name: variant.name,
            query,
            workers,
            rps: seen.requests / seen.seconds,
            p99Ms: seen.p99Ms,
            cpuMsPerRequest: cpuMs / requests,
            coresBusy: cpuMs / (seen.seconds * 1_000 * workers),
            failed: isRight ? seen.failed : requests,
          };
        },
        stop: () => server.stop(),
      };
    },

    async stop() {
      letSleep?.();
      await subgraphs.stop();
      await rm(workDir, { recursive: true, force: true });
    },
  };
}

const SUBGRAPH_PROGRAM = { script: 'bench/src/gateway/servers/subgraphs.ts', arguments: [] };

function requestOf(ask: Ask): Pick<LoadRequest, 'method' | 'path' | 'body'> {
  return ask.isRevalidation
    ? { method: 'GET', path: pathOf(ask), body: null }
    : { method: 'POST', path: '/graphql', body: bodyOf(ask) };
}

function answerOf(expected: Record<string, unknown>): string {
  return JSON.stringify({ data: expected });
}
