const IDENTIFIER = /^[a-z_][a-z0-9_]*$/;

/** Where `pg_trgm` and `unaccent` live, so that no subgraph owns them. */
export const EXTENSIONS_SCHEMA = 'extensions';

export interface SessionSettings {
  readonly schema: string;
  /** Becomes this role at once (`SET ROLE`), for a URL whose login role is a member of several subgraphs' roles. */
  readonly role?: string | undefined;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs?: number | undefined;
}

/**
 * The URL without its `options`, and `options` for the start-up packet with the session's settings added: they hold from the first
 * statement on and cost no round trip.
 * @throws Error when a schema or role is not a plain lower-case identifier.
 */
export function sessionOptions(url: string, settings: SessionSettings): { url: string; options: string } {
  const bare = new URL(url);
  const given = bare.searchParams.get('options') ?? '';
  bare.searchParams.delete('options');
  const ours: Record<string, string | number | undefined> = {
    search_path: searchPath(settings.schema).join(','),
    role: settings.role === undefined ? undefined : identifier(settings.role),
    statement_timeout: settings.statementTimeoutMs,
    lock_timeout: settings.lockTimeoutMs,
    default_transaction_isolation: 'read\\ committed',
    timezone: 'UTC',
    // Databases live on flash or in memory: at the default of 4 the planner reads whole tables where an index would do.
    random_page_cost: 1.1,
  };
  const flags = Object.entries(ours).flatMap(([name, value]) => (value === undefined ? [] : [`-c ${name}=${value}`]));
  return { url: bare.href, options: [given, ...flags].join(' ').trim() };
}

/**
 * Where unqualified names are looked up: the subgraph's own schema, the extensions', and `public`, where a database may have had
 * its extensions before Bazaar came.
 */
export function searchPath(schema: string): string[] {
  return [identifier(schema), EXTENSIONS_SCHEMA, 'public'];
}

/** @throws Error when `name` would need quoting. */
export function identifier(name: string): string {
  if (!IDENTIFIER.test(name) || name.length > 63) {
    throw new Error(`"${name}" must be a plain lower-case identifier of at most 63 characters.`);
  }
  return name;
}
