import type { ALL_COMMANDS, CommandInput, CommandName, CommandOutput } from '@bazaar/schema/commands/all-commands';
import type { CommandCaller } from '@bazaar/schema/commands/define-commands';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/**
 * Sends one command to its owner and returns the parsed answer.
 * @throws Fault `SUBGRAPH_UNAVAILABLE` or `TIMEOUT`: the outcome is unknown, and the command may be sent again (every command is idempotent).
 */
export type SendCommand = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
) => Promise<CommandOutput<Name>>;

/** Answers one command. `context.viewer` is the asking service with the viewer it acts for. */
export type CommandHandler<Context, Name extends CommandName> = (
  context: Context,
  input: CommandInput<Name>,
) => Promise<CommandOutput<Name>>;

/** The commands that `Owner` answers: all of them, each checked against its contract. */
export type CommandHandlers<Context, Owner extends SubgraphName> = {
  readonly [Name in keyof typeof ALL_COMMANDS as Name extends `${Owner}.${string}` ? Name : never]: CommandHandler<
    Context,
    Name
  >;
};

/** What travels with a command beside its input. */
export interface CommandEnvelope {
  readonly from: CommandCaller;
  /** The client for whom the sender acts; `null` when it acts for an anonymous caller or by itself. */
  readonly caller: CallerClaims | null;
  readonly requestId: string;
  readonly deadline: number;
  readonly signal: AbortSignal;
}
