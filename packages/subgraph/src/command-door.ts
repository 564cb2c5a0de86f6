import { Fault } from '@bazaar/runtime/faults';
import type { RequestEnvelope } from '@bazaar/runtime/subgraph-door';
import { ALL_COMMANDS, type CommandName } from '@bazaar/schema/commands/all-commands';
import type { CommandContract } from '@bazaar/schema/commands/define-commands';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { CommandEnvelope, SendCommand } from './commands.ts';
import type { SubgraphContext } from './context.ts';
import type { AnySubgraph } from './define-subgraph.ts';
import type { InternalDoors, Neighbours } from './neighbours.ts';
import { withinDeadline } from './within-deadline.ts';

/** The longest a subgraph waits for a neighbour's answer, in milliseconds, however far the request's own deadline is. */
const COMMAND_MS = 5_000;

/**
 * The door behind which a subgraph answers commands. Input and output are parsed by the contract: neither side trusts the other's shape.
 * @throws Fault `NOT_FOUND` for a command it does not answer, `FORBIDDEN` for a caller the contract does not list, `BAD_REQUEST` for a wrong input,
 * `TIMEOUT` at the sender's deadline.
 */
export function createCommandDoor(
  definition: AnySubgraph,
  createContext: (envelope: CommandEnvelope) => SubgraphContext,
): InternalDoors['command'] {
  const handlers = new Map(Object.entries(definition.commands));

  return async (name, input, envelope) => {
    const handler = handlers.get(name);
    if (!handler) throw new Fault('NOT_FOUND', `${definition.name} does not answer ${name}.`);
    const contract = contractOf(name);
    if (!contract.callers.includes(envelope.from))
      throw new Fault('FORBIDDEN', `${envelope.from} may not ask for ${name}.`);
    const parsed = contract.input.safeParse(input);
    if (!parsed.success) throw new Fault('BAD_REQUEST', `The input of ${name} is malformed.`, { cause: parsed.error });
    const answer = await withinDeadline(envelope, (signal) =>
      handler(createContext({ ...envelope, signal }), parsed.data),
    );
    return contract.output.parse(answer);
  };
}

/** The sending side, bound to one request: its viewer, id, signal and deadline go along. */
export function createSendCommand(from: SubgraphName, neighbours: Neighbours, envelope: RequestEnvelope): SendCommand {
  return async (name, input) => {
    const { caller, requestId, signal } = envelope;
    const deadline = Math.min(envelope.deadline, Date.now() + COMMAND_MS);
    const answer = await neighbours.command(name, input, { from, caller, requestId, deadline, signal });
    // The contract of `name` is what types the answer.
    return contractOf(name).output.parse(answer) as never;
  };
}

function contractOf(name: string): CommandContract {
  // Only names of the table reach this: senders are typed, and a handler exists only for a contract.
  return ALL_COMMANDS[name as CommandName];
}
