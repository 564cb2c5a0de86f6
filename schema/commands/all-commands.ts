import type { z } from 'zod';
import { cartCommands } from './cart.ts';
import { catalogCommands } from './catalog.ts';
import { usersCommands } from './users.ts';
import { vendorsCommands } from './vendors.ts';

/** Every request one subgraph may make of another, and the gateway of users. Orders answers none. */
export const ALL_COMMANDS = { ...usersCommands, ...vendorsCommands, ...catalogCommands, ...cartCommands };

export type CommandName = keyof typeof ALL_COMMANDS;

export type CommandInput<Name extends CommandName> = z.output<(typeof ALL_COMMANDS)[Name]['input']>;

export type CommandOutput<Name extends CommandName> = z.output<(typeof ALL_COMMANDS)[Name]['output']>;
