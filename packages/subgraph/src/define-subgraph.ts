import type { Listeners } from '@bazaar/events/listener';
import type { RawRequest, RawResponse } from '@bazaar/runtime/subgraph-door';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import type { EntitySchema } from 'typeorm';
import type { z } from 'zod';
import type { CommandHandlers } from './commands.ts';
import type { Platform, SubgraphContext } from './context.ts';
import type { ResolverMap } from './build-schema.ts';
import type { Hanging } from './measure-hanging.ts';
import type { Sweep } from './sweep.ts';

/** One subgraph as a parts list: what it is made of, with no word on how its process runs. */
export interface SubgraphDefinition<
  Name extends SubgraphName,
  Shape extends z.ZodRawShape,
  Services extends object,
  Context extends SubgraphContext<z.output<z.ZodObject<Shape>>>,
> {
  readonly name: Name;
  /** The subgraph's folder: `schema.graphql` and `migrations/` lie there. */
  readonly root: URL;
  /** Environment variables beside those that every process has. */
  readonly config: Shape;
  readonly entities: readonly EntitySchema[];
  /** Made once at start: keys, clients of the outside world. `stop` is called at the end. */
  readonly services: (
    platform: Platform<z.output<z.ZodObject<Shape>>>,
  ) => Promise<Services & { stop?(): Promise<void> }>;
  /** Made for each request, event of a subscription, command, delivery and sweep: dataloaders live exactly that long. */
  readonly context: (base: SubgraphContext<z.output<z.ZodObject<Shape>>>, services: Services) => Context;
  readonly resolvers: ResolverMap;
  readonly commands: CommandHandlers<Context, Name>;
  readonly listeners: Listeners<Context>;
  readonly sweeps: readonly Sweep<Context>[];
  /** What should be over and is not, for operators. Default: there is nothing of the kind. */
  readonly hanging?: Hanging;
  /** Pass-through paths (`POST /webhooks/stripe`), reached from outside without a token: each verifies its sender itself. */
  readonly rawRoutes: Readonly<Record<`${'GET' | 'POST'} /${string}`, RawRoute<Context>>>;
}

export type RawRoute<Context> = (context: Context, request: RawRequest) => Promise<RawResponse>;

/** Any subgraph, its own types forgotten: what `startSubgraph` and the processes around it handle. */
export interface AnySubgraph {
  readonly name: SubgraphName;
  readonly root: URL;
  readonly config: z.ZodRawShape;
  readonly entities: readonly EntitySchema[];
  readonly services: (platform: Platform<unknown>) => Promise<{ stop?(): Promise<void> }>;
  readonly context: (base: SubgraphContext, services: unknown) => SubgraphContext;
  readonly resolvers: ResolverMap;
  readonly commands: Readonly<Record<string, (context: SubgraphContext, input: unknown) => Promise<unknown>>>;
  readonly listeners: Listeners<SubgraphContext>;
  readonly sweeps: readonly Sweep<SubgraphContext>[];
  readonly hanging?: Hanging;
  readonly rawRoutes: Readonly<Record<string, RawRoute<SubgraphContext>>>;
}

/** Checks a parts list against its own types. The rest of the system sees it as {@link AnySubgraph}. */
export function defineSubgraph<
  Name extends SubgraphName,
  Shape extends z.ZodRawShape,
  Services extends object,
  Context extends SubgraphContext<z.output<z.ZodObject<Shape>>>,
>(definition: SubgraphDefinition<Name, Shape, Services, Context>): AnySubgraph {
  // Sound because startSubgraph gives every part only what this same definition made: its config, services and contexts.
  return definition as unknown as AnySubgraph;
}
