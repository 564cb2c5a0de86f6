/** A process of its own that does what its first argument says, so that a test can watch it end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CRASH_POINTS, armCrashPoint, crashPoint } from '../crash-points.ts';
import { ConfigError } from '../config.ts';
import { createLogger } from '../log.ts';
import { runProcess } from '../run-process.ts';

const [role = '', name = ''] = process.argv.slice(2);
const log = createLogger({ name: 'process-under-test', level: 'info' });

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

switch (role) {
  case 'crash':
    process.on('exit', () => say('cleaned up'));
    armCrashPoint(CRASH_POINTS.find((point) => point === name));
    crashPoint('checkout.afterFreeze');
    say('passed checkout.afterFreeze');
    crashPoint('checkout.afterReserve');
    say('passed checkout.afterReserve');
    break;
  case 'run':
    await runProcess(log, (lifecycle) => {
      // What keeps a process alive: a server, here a timer.
      const timer = setInterval(() => undefined, 1_000);
      lifecycle.add('first', { stop: () => Promise.resolve(say('stopped first')) });
      lifecycle.add('second', {
        async stop() {
          await sleep(name === 'slow' ? 60_000 : 50);
          clearInterval(timer);
          say('stopped second');
        },
      });
      say('ready');
      return Promise.resolve();
    });
    break;
  case 'misconfigured':
    await runProcess(log, (lifecycle) => {
      lifecycle.add('started', { stop: () => Promise.resolve(say('stopped started')) });
      return Promise.reject(new ConfigError(['PORT: must be a port number']));
    });
    break;
  case 'broken':
    await runProcess(log, () => Promise.reject(new Error('no such host')));
    break;
  case 'unhandled':
    await runProcess(log, (lifecycle) => {
      lifecycle.add('part', { stop: () => Promise.resolve(say('stopped part')) });
      setTimeout(() => void Promise.reject(new Error('forgotten')), 10);
      setInterval(() => undefined, 1_000);
      return Promise.resolve();
    });
    break;
  default:
    throw new Error(`There is no role ${role}.`);
}
