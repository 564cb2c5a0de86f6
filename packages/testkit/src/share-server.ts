import { Client } from 'pg';

export interface SharedServer {
  /** Leaves; the last one to do so cleans up before anybody comes again. Of several at once more than one may, after each other. */
  leave(): Promise<void>;
}

/**
 * Takes part in a Postgres server that several runs of tests share, as those who give the same `key` and database. Whoever comes while the last one
 * cleans up waits for it. A run that is killed has left, without cleaning up.
 */
export async function shareServer(
  url: string,
  key: string,
  cleanUp: (admin: Client) => Promise<void>,
): Promise<SharedServer> {
  const client = new Client({ connectionString: url, application_name: 'testkit' });
  await client.connect();
  await client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [key]);
  return {
    async leave() {
      try {
        await client.query('select pg_advisory_unlock_shared(hashtextextended($1, 0))', [key]);
        const { rows } = await client.query<{ alone: boolean }>(
          'select pg_try_advisory_lock(hashtextextended($1, 0)) as alone',
          [key],
        );
        if (rows[0]?.alone) await cleanUp(client);
      } finally {
        // Its locks go with it.
        await client.end();
      }
    },
  };
}
