import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sendRaw } from '@bazaar/runtime/http-server';
import type { Place } from '../../contracts/contract-paths.ts';
import { PAGE_POLICY, playgroundPage, type ExampleOperation } from './page.ts';
import { START_SCRIPT } from './start-script.ts';

export interface PlaygroundOptions {
  /** Example operations, one tab each. */
  readonly operations: readonly ExampleOperation[];
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** Files of npm packages, by the name they are served under. */
const ASSETS: Readonly<Record<string, { package: string; file: string; type: string }>> = {
  '/playground/react.js': { package: 'react', file: 'umd/react.production.min.js', type: JAVASCRIPT },
  '/playground/react-dom.js': { package: 'react-dom', file: 'umd/react-dom.production.min.js', type: JAVASCRIPT },
  '/playground/graphql-ws.js': { package: 'graphql-ws', file: 'umd/graphql-ws.min.js', type: JAVASCRIPT },
  '/playground/graphiql.js': { package: 'graphiql', file: 'graphiql.min.js', type: JAVASCRIPT },
  '/playground/graphiql.css': { package: 'graphiql', file: 'graphiql.min.css', type: 'text/css; charset=utf-8' },
};

/** Serves GraphiQL at `/`, and for each contract at `/<its name>/`, from the installed npm packages, so that it works without a network. Answers false for other paths. */
export function createPlayground({ operations }: PlaygroundOptions) {
  const page = playgroundPage(operations);
  // The examples are of the whole.
  const contractPage = playgroundPage([]);
  const { resolve } = createRequire(import.meta.url);

  return async (request: IncomingMessage, response: ServerResponse, { contract, path }: Place): Promise<boolean> => {
    if (request.method !== 'GET') return false;
    if (contract !== undefined && path === '') {
      // The page finds everything beside itself.
      response.writeHead(308, { location: `/${contract}/` }).end();
      return true;
    }
    if (path === '/graphql') {
      // Whoever opens the endpoint itself is looking for the page beside it.
      response.writeHead(303, { location: './' }).end();
      return true;
    }
    if (path === '/') {
      send(response, 'text/html; charset=utf-8', contract === undefined ? page : contractPage);
      return true;
    }
    if (path === '/playground/start.js') {
      send(response, JAVASCRIPT, START_SCRIPT);
      return true;
    }
    const asset = Object.hasOwn(ASSETS, path) ? ASSETS[path] : undefined;
    if (!asset) return false;
    const file = join(dirname(resolve(`${asset.package}/package.json`)), asset.file);
    send(response, asset.type, await readFile(file));
    return true;
  };
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  const headers = { 'content-type': type, 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-cache' };
  sendRaw(response, { status: 200, headers, body });
}
