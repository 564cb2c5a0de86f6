import type { GraphQLError } from 'graphql';

/** Where an operation's answers go: one client, by whichever transport. */
export interface Receiver {
  /** An answer as JSON text, `{"data":…}`: written once, however many receive it. */
  next(answer: string): void;
  /** The last call; with an error when the operation broke off. */
  end(error?: GraphQLError): void;
}

/** Why an operation ends before its time: its client has left or does not read fast enough, or this process stops. */
export type LeaveReason = 'left' | 'slow' | 'stopped';

/** Ends an operation from the client's side and frees what it holds, at once. Its receiver hears no more. */
export type Leave = (why?: LeaveReason) => void;
