import type { z } from 'zod';
import type { Command, ControlDependencies } from './command.ts';
import { DELIVERY_COMMANDS } from './delivery-commands.ts';
import { FAULT_COMMANDS } from './fault-commands.ts';
import { PAYMENT_COMMANDS } from './payment-commands.ts';

/** Every command of the control API, by name: `POST /_emulator/<name>` with its input as JSON. */
export const COMMANDS = { ...DELIVERY_COMMANDS, ...PAYMENT_COMMANDS, ...FAULT_COMMANDS };

type Commands = typeof COMMANDS;
type InputOf<Name extends keyof Commands> = z.input<Commands[Name]['input']>;
type OutputOf<Name extends keyof Commands> = Awaited<ReturnType<Commands[Name]['run']>>;

/** What tests use to steer an emulator; every method is a command. It rejects with a StripeFault for what cannot be done. */
export type Control = {
  readonly [Name in keyof Commands]: (
    ...input: Record<string, never> extends InputOf<Name> ? [input?: InputOf<Name>] : [input: InputOf<Name>]
  ) => Promise<OutputOf<Name>>;
};

/** Whether there is a command of this name. */
export function isCommand(name: string): name is keyof Commands {
  return Object.hasOwn(COMMANDS, name);
}

/**
 * Checks the input and runs the command.
 * @throws z.ZodError for a wrong input, StripeFault for what cannot be done
 */
export async function runCommand(
  dependencies: ControlDependencies,
  name: keyof Commands,
  input: unknown,
): Promise<unknown> {
  // The command's own parser has produced what its `run` takes.
  const { input: schema, run } = COMMANDS[name] as Command<unknown, unknown>;
  return run(dependencies, schema.parse(input));
}

/** The control of an emulator in this process. */
export function createControl(dependencies: ControlDependencies): Control {
  return toControl((name, input) => runCommand(dependencies, name, input));
}

/** The control of an emulator in another process, at `url`. */
export function connectControl(url: string): Control {
  return toControl(async (name, input) => {
    const answer = await fetch(`${url}/_emulator/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
    return body;
  });
}

function toControl(run: (name: keyof Commands, input: unknown) => Promise<unknown>): Control {
  const methods = Object.keys(COMMANDS).map((name) => [
    name,
    (input: unknown = {}) => run(name as keyof Commands, input), // the names are the commands' own
  ]);
  return Object.fromEntries(methods) as Control; // each method runs the command of its name, whose types it has
}
