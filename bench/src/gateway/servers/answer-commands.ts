export interface Command {
  readonly id: number;
  readonly command: string;
}

export interface CommandReply {
  readonly id: number;
  readonly reply: unknown;
}

/** Answers what the parent process asks this one, by name. */
export function answerCommands(handlers: Readonly<Record<string, () => unknown>>): void {
  process.on('message', (message) => {
    // The harness sends nothing else.
    const { id, command } = message as Command;
    process.send?.({ id, reply: handlers[command]?.() } satisfies CommandReply);
  });
}
