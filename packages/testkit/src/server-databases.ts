import { DatabaseError, type Client } from 'pg';

export const TEMPLATE_PREFIX = 'bazaar_template_';
export const DATABASE_PREFIX = 'bazaar_test_';
/** Templates and leaked databases of earlier runs go after this time, in seconds. */
const KEPT_SECONDS = 24 * 3_600;

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Drops a database that may be a template, and connections to it. */
export async function dropDatabase(admin: Client, name: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [name]);
  if (rowCount === 1) await admin.query(`alter database ${name} is_template false`);
  await admin.query(`drop database if exists ${name} with (force)`);
}

/** Drops what runs of tests left behind more than a day ago. */
export async function dropOldDatabases(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string; made: string | null }>(
    `select datname, shobj_description(oid, 'pg_database') as made
       from pg_database where starts_with(datname, '${TEMPLATE_PREFIX}')
     union all
     select datname, split_part(datname, '_', 3) from pg_database where starts_with(datname, '${DATABASE_PREFIX}')`,
  );
  for (const { datname, made } of rows) {
    const age = nowSeconds() - Number(made ?? NaN);
    // A database without a time is a template in the making: its maker holds the lock.
    if (Number.isFinite(age) && age > KEPT_SECONDS) await dropDatabase(admin, datname);
  }
}

/** Drops all templates, which no run of tests may need any more. */
export async function dropTemplates(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where starts_with(datname, '${TEMPLATE_PREFIX}')`,
  );
  for (const { datname } of rows) await dropDatabase(admin, datname);
}

/** Drops those of `roles` that own nothing on the server any more. */
export async function dropRoles(admin: Client, roles: readonly string[]): Promise<void> {
  for (const role of roles)
    await admin.query(`drop role if exists ${role}`).catch((error: unknown) => {
      // 2BP01: dependent objects still exist. It is somebody's.
      if (!(error instanceof DatabaseError) || error.code !== '2BP01') throw error;
    });
}
