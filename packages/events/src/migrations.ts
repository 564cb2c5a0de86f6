/** The SQL files of the outbox and the inbox: every subgraph's schema has these tables. */
export const EVENTS_MIGRATIONS = new URL('../migrations/', import.meta.url);
