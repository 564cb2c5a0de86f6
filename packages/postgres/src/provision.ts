import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@bazaar/runtime/log';
import { Client, DatabaseError } from 'pg';
import { isolatedSql, sharedSql, type SubgraphRole } from './provision-sql.ts';
import { scramVerifier } from './scram-verifier.ts';

export interface ProvisionOptions {
  /** The database to prepare, with the rights to do so: CREATE on the database, and CREATEROLE to keep subgraphs apart. */
  readonly adminUrl: string;
  /** Each becomes a schema and a login role `bazaar_<name>`. */
  readonly subgraphs: readonly string[];
  /**
   * Passwords of the roles by subgraph. One that is missing is derived from the password in `adminUrl`, the same in every run; without
   * that too the role keeps the password it has, or has none.
   */
  readonly passwords?: Readonly<Record<string, string>> | undefined;
  /** Only tells the SQL, without connecting: for a database administrator to read and to run with psql. */
  readonly print?: boolean | undefined;
  readonly log: Logger;
}

export interface Provisioned {
  /** The connection URL of each subgraph, by name. */
  readonly urls: Readonly<Record<string, string>>;
  /** False when the admin may not make roles: then every subgraph connects as the admin, and the database does not keep them apart. */
  readonly isolated: boolean;
  /** What ran, or would run. Holds no password in clear. */
  readonly sql: string;
}

/**
 * Prepares a database: schema, login role and timeouts per subgraph, and the extensions in a schema of their own. May run any number of times,
 * and several at once.
 * @throws Error when the admin lacks CREATE on the database, or a schema or extension belongs elsewhere.
 */
export async function provision(options: ProvisionOptions): Promise<Provisioned> {
  const { adminUrl, subgraphs, log } = options;
  const logins = subgraphs.map((name) => ({ name, role: `bazaar_${name}`, password: passwordOf(name, options) }));
  const roles = logins.map(({ name, role, password }): SubgraphRole => {
    return { schema: name, role, verifier: password === null ? null : scramVerifier(password) };
  });
  const isolated: Provisioned = {
    urls: Object.fromEntries(logins.map(({ name, role, password }) => [name, urlFor(adminUrl, role, password)])),
    isolated: true,
    sql: isolatedSql(roles),
  };
  if (options.print) return isolated;

  const client = new Client({ connectionString: adminUrl, application_name: 'bazaar provision' });
  await client.connect();
  try {
    const admin = await readAdmin(client);
    const shared = { urls: Object.fromEntries(subgraphs.map((name) => [name, adminUrl])), isolated: false };
    const plan = admin.mayMakeRoles ? isolated : { ...shared, sql: sharedSql(subgraphs) };
    if (!plan.isolated) {
      log.warn(
        { role: admin.name },
        `role ${admin.name} may not create roles: all subgraphs share it, and the database does not keep them apart`,
      );
    }
    await run(client, plan.sql, admin);
    return plan;
  } finally {
    await client.end();
  }
}

interface Admin {
  readonly name: string;
  readonly database: string;
  readonly mayMakeRoles: boolean;
}

async function readAdmin(client: Client): Promise<Admin> {
  const { rows } = await client.query<Admin>(
    `select rolname as name, current_database() as database, rolsuper or rolcreaterole as "mayMakeRoles"
       from pg_roles where rolname = current_user`,
  );
  const [admin] = rows;
  if (!admin) throw new Error('The database does not know its current user.');
  return admin;
}

/** How often to run the SQL again that met another run of it, in a database beside this one. */
const ATTEMPTS = 20;

async function run(client: Client, sql: string, admin: Admin): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(sql);
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      // The script's own transaction failed with it.
      await client.query('rollback');
      if (attempt < ATTEMPTS && metAnotherRun(error)) {
        await sleep(20 + Math.random() * 50);
        continue;
      }
      // 42501: insufficient privilege.
      if (error.code !== '42501') throw error;
      throw new Error(
        `Role ${admin.name} may not prepare database ${admin.database}: ${error.message}. ` +
          'Let its owner run "npm run bazaar -- provision", or the SQL that "provision --print" shows.',
        { cause: error },
      );
    }
  }
}

/** The script's lock holds in one database; roles belong to the server, and Postgres refuses to change one twice at once. */
function metAnotherRun({ code, message, constraint }: DatabaseError): boolean {
  return (
    (code === 'XX000' && message.startsWith('tuple concurrently')) ||
    (code === '23505' && constraint?.startsWith('pg_authid') === true)
  );
}

function passwordOf(subgraph: string, { adminUrl, passwords }: ProvisionOptions): string | null {
  const given = passwords?.[subgraph];
  if (given !== undefined) return given;
  const adminPassword = decodeURIComponent(new URL(adminUrl).password);
  if (adminPassword === '') return null;
  return createHmac('sha256', adminPassword).update(`bazaar role of ${subgraph}`).digest('base64url');
}

function urlFor(adminUrl: string, role: string, password: string | null): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password === null ? '' : encodeURIComponent(password);
  return url.href;
}
