/**
 * A process of its own that delivers what is due in a test's database, until it dies at a crash point:
 * `crashing-dispatcher.ts <database url> <crash point>`. It says `ready` once it runs.
 */
import { armCrashPoint, CRASH_POINTS } from '@bazaar/runtime/crash-points';
import { startDispatcher } from '../dispatcher.ts';
import { createTestConsumer, openSchema, silentLog } from './open-market.ts';

const [url = '', crashAt] = process.argv.slice(2);
const [vendors, catalog] = await Promise.all([openSchema(url, 'vendors'), openSchema(url, 'catalog')]);
const consume = createTestConsumer(catalog);
armCrashPoint(CRASH_POINTS.find((name) => name === crashAt));
startDispatcher({
  database: vendors,
  log: silentLog,
  deliver: async (_listener, event) => void (await consume(event)),
});
process.send?.('ready');
