/** Run by tests as a process of its own: starts the embedded server, prints what came of it as a line of JSON, and stays until it is killed or told to stop. With `wait` it says when it is loaded, and starts when told to. */
import { once } from 'node:events';
import { createLogger } from '@bazaar/runtime/log';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

const [dataDir, wait] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: test-starter.ts <data directory>');
const log = createLogger({ name: 'test-starter', level: 'silent' });

if (wait === 'wait') {
  process.stdout.write('loaded\n');
  await once(process.stdin, 'data');
}
try {
  const server = await startEmbeddedPostgres({ dataDir, log });
  process.stdout.write(`${JSON.stringify({ url: server.url, isOwner: server.isOwner })}\n`);
  process.stdin.on('data', () => void server.stop().then(() => process.exit(0)));
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
}
