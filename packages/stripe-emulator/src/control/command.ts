import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import type { Dispatcher } from '../webhooks/dispatcher.ts';
import type { CallFaults } from './call-faults.ts';

export interface ControlDependencies {
  readonly emulator: Emulator;
  readonly dispatcher: Dispatcher;
  readonly faults: CallFaults;
}

/** One thing that tests can order: its input is checked when it comes over HTTP. */
export interface Command<Input, Output> {
  readonly input: z.ZodType<Input>;
  readonly run: (dependencies: ControlDependencies, input: Input) => Output | Promise<Output>;
}

/** Declares a command from the shape of its input. */
export function command<Shape extends z.ZodRawShape, Output>(
  shape: Shape,
  run: (
    dependencies: ControlDependencies,
    input: z.output<ReturnType<typeof z.strictObject<Shape>>>,
  ) => Output | Promise<Output>,
): Command<z.output<ReturnType<typeof z.strictObject<Shape>>>, Output> {
  return { input: z.strictObject(shape), run };
}
