import { OperatorError } from '@bazaar/runtime/operator-error';

/** The embedded server cannot run here; the message is for the person at the terminal and says what to do. */
export class EmbeddedPostgresError extends OperatorError {}

/** The sentence that every such message ends with. */
export const WAY_OUT = 'Or set DATABASE_URL to a Postgres server (15 or newer) of your own.';
