import cluster from 'node:cluster';

/** What every server of the run is started with: JSON in its one argument. */
export interface ServerSettings {
  readonly port: number;
  readonly workers: number;
  /** Files: the supergraph, and the schema that clients see. */
  readonly supergraphPath: string;
  /** The same with rules of authorization and costs. */
  readonly guardedSupergraphPath: string;
  /** A manifest of registered documents. */
  readonly manifestPath: string;
  readonly apiSchemaPath: string;
  /** Base addresses; GraphQL is at `/graphql` below each. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  /** Who signs access tokens, and the key set it publishes. */
  readonly identity: { readonly issuer: string; readonly audience: string; readonly keys: readonly object[] };
  /** A file of prepared answers by request body or path, for the server that does nothing else. */
  readonly answersPath: string;
}

/**
 * Runs a server as a process of its own, or as that many processes on one port, and tells its parent when all of them listen.
 * No imports but Node's own: peers run it too.
 */
export async function runServer<Settings extends Pick<ServerSettings, 'workers'> = ServerSettings>(
  start: (settings: Settings) => Promise<unknown>,
): Promise<void> {
  // A server whose parent is gone has nobody to serve.
  process.once('disconnect', () => process.exit());
  // The harness wrote it.
  const settings = JSON.parse(process.argv[2] ?? '') as Settings;
  if (settings.workers > 1 && cluster.isPrimary) {
    await Promise.all(
      Array.from({ length: settings.workers }, () => {
        const worker = cluster.fork();
        return new Promise<void>((resolve, reject) => {
          worker.once('message', () => resolve());
          worker.once('exit', (code) => reject(new Error(`A worker ended with exit code ${code}.`)));
        });
      }),
    );
  } else await start(settings);
  process.send?.('ready');
}
