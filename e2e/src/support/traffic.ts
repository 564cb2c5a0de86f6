import { request } from 'node:http';

export type Failure = 'connection lost' | 'refused' | 'no answer' | `status ${number}` | 'errors';

export interface Traffic {
  /** How many requests have had their answer. */
  answered(): number;
  /** Ends it, once the requests under way have their answers. */
  stop(): Promise<{ readonly failures: readonly Failure[] }>;
}

const PATIENCE_MS = 5_000;

/** Asks `query` over and over, `clients` at a time, each time over a connection of its own: so every process behind the port gets its share. */
export function startTraffic(url: string, query: string, clients: number): Traffic {
  let answers = 0;
  let stopped = false;
  const failures: Failure[] = [];

  async function client(): Promise<void> {
    while (!stopped) {
      const failure = await askOnce(url, query);
      if (failure) failures.push(failure);
      else answers += 1;
      // Nobody is there any more.
      if (failure === 'refused') return;
    }
  }

  const running = Promise.all(Array.from({ length: clients }, client));
  return {
    answered: () => answers,
    async stop() {
      stopped = true;
      await running;
      return { failures };
    },
  };
}

function askOnce(url: string, query: string): Promise<Failure | null> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(
      `${url}/graphql`,
      { method: 'POST', headers, agent: false, timeout: PATIENCE_MS },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', () => resolve('connection lost'));
        response.on('end', () => {
          if (response.statusCode !== 200) resolve(`status ${response.statusCode ?? 0}`);
          else resolve(text.includes('"errors"') ? 'errors' : null);
        });
      },
    );
    asked.on('timeout', () => {
      resolve('no answer');
      asked.destroy();
    });
    asked.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'connection lost'),
    );
    asked.end(body);
  });
}
