import { OperatorError } from '@bazaar/runtime/operator-error';
import { createServer } from 'node:net';

/**
 * Looks whether the port can be listened on, before anything slow begins. 0 always can.
 * @throws OperatorError naming PORT when somebody else has it, or it is not ours to have.
 */
export function requireFreePort(host: string, port: number): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? `${port} is in use; choose another one` : `${host}:${port} ${error.code}`;
      reject(new OperatorError(`PORT: ${reason}.`, { cause: error }));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
