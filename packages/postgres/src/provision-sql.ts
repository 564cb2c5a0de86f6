import { EXTENSIONS_SCHEMA, identifier, searchPath } from './connection-settings.ts';

const EXTENSIONS = ['pg_trgm', 'unaccent'];

/** Backstops for a subgraph's sessions, whatever its code asks for. Migrations lift the first two for themselves. */
const ROLE_SETTINGS = {
  statement_timeout: '30s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '15s',
};

/** The login role of a subgraph. */
export interface SubgraphRole {
  readonly schema: string;
  readonly role: string;
  /** What Postgres stores for its password; null leaves the password as it is. */
  readonly verifier: string | null;
}

/**
 * SQL that may run any number of times, by psql too: extensions, and per subgraph a schema that belongs to a login role of its own. It needs
 * CREATEROLE, and CREATE on the database; no superuser.
 */
export function isolatedSql(roles: readonly SubgraphRole[]): string {
  return transaction([extensionsSql(), ...roles.flatMap(roleSql)]);
}

/** The same without roles: every schema belongs to the current user. It needs CREATE on the database. */
export function sharedSql(schemas: readonly string[]): string {
  return transaction([
    extensionsSql(),
    ...schemas.map((schema) => `create schema if not exists ${identifier(schema)};`),
  ]);
}

/** Two runs at once wait for each other instead of tripping over one another's catalog rows. */
function transaction(parts: readonly string[]): string {
  const lock = `select pg_advisory_xact_lock(hashtextextended('bazaar provision', 0));`;
  return ['begin;', lock, ...parts, 'commit;'].join('\n\n');
}

function extensionsSql(): string {
  const names = EXTENSIONS.map((name) => `'${name}'`).join(', ');
  return [
    `create schema if not exists ${EXTENSIONS_SCHEMA};`,
    ...EXTENSIONS.map((name) => `create extension if not exists ${name} with schema ${EXTENSIONS_SCHEMA};`),
    `-- An extension that the database had before stays where it is, if the subgraphs look there.
do $$
declare
  elsewhere text;
begin
  select string_agg(format('%s in schema %s', extname, extnamespace::regnamespace), ', ') into elsewhere
    from pg_extension
   where extname in (${names}) and extnamespace::regnamespace::text not in ('${EXTENSIONS_SCHEMA}', 'public');
  if elsewhere is not null then
    raise exception 'Extension %: move it with "alter extension … set schema ${EXTENSIONS_SCHEMA}".', elsewhere;
  end if;
end $$;`,
  ].join('\n');
}

function roleSql({ schema, role, verifier }: SubgraphRole): string[] {
  identifier(schema);
  identifier(role);
  const settings = Object.entries({ ...ROLE_SETTINGS, search_path: searchPath(schema).join(', ') }).map(
    ([name, value]) =>
      name === 'search_path'
        ? `alter role ${role} set search_path = ${value};`
        : `alter role ${role} set ${name} = '${value}';`,
  );
  return [
    `-- ${schema}
do $$
begin
  if not exists (select from pg_roles where rolname = '${role}') then
    create role ${role} login;
  end if;
  -- Whoever is no superuser must be a member to give a schema away.
  if not pg_has_role(current_user, '${role}', 'usage') then
    grant ${role} to current_user;
  end if;
  if not has_database_privilege('${role}', current_database(), 'connect') then
    execute format('grant connect on database %I to ${role}', current_database());
  end if;
  if not has_schema_privilege('${role}', '${EXTENSIONS_SCHEMA}', 'usage') then
    grant usage on schema ${EXTENSIONS_SCHEMA} to ${role};
  end if;
end $$;`,
    ...(verifier === null ? [] : [`alter role ${role} password '${verifier}';`]),
    settings.join('\n'),
    `create schema if not exists ${schema} authorization ${role};`,
    `do $$
declare
  owner text;
begin
  select nspowner::regrole::text into owner from pg_namespace where nspname = '${schema}';
  if owner <> '${role}' then
    raise exception 'Schema ${schema} belongs to role %, not to ${role}. Give it and its tables over, or use another database.', owner;
  end if;
end $$;`,
  ];
}
