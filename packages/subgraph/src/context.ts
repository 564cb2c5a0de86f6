import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import type { Viewer } from '@bazaar/identity/viewer';
import type { InTransaction } from '@bazaar/postgres/in-transaction';
import type { Reader } from '@bazaar/postgres/tx';
import type { Logger } from '@bazaar/runtime/log';
import type { SendCommand } from './commands.ts';

/** What a subgraph's process has for its whole life, whoever asks. */
export interface Platform<Config> {
  readonly config: Config;
  readonly log: Logger;
  readonly reader: Reader;
  readonly inTransaction: InTransaction;
  readonly ephemeral: Ephemeral;
  /** The business clock. Leases and time-to-live use the database's. */
  readonly now: () => Date;
}

/** What one request, command, event or sweep works with. Each subgraph's `context.ts` adds its loaders and services. */
export interface SubgraphContext<Config = unknown> extends Platform<Config> {
  readonly viewer: Viewer;
  /** Where the client is, as far as limits count it: an IPv4 address or a /64 network. Null when it is not known, or nobody outside asks. */
  readonly clientAddress: string | null;
  readonly requestId: string;
  /** Epoch milliseconds after which nobody waits for the result. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Asks a neighbour, on behalf of the viewer, within the deadline. Never inside an open transaction. */
  readonly sendCommand: SendCommand;
}
