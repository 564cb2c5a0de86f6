import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/**
 * - `breaking`: a request that worked before may fail, or a client may meet null where it cannot.
 * - `dangerous`: requests keep working, but a client may act differently, such as on an enum value it does not know.
 * - `safe`: no client notices unless it asks.
 */
export type ChangeRisk = 'breaking' | 'dangerous' | 'safe';

export interface SchemaChange {
  readonly risk: ChangeRisk;
  /** The element, such as `Query.order.id`. */
  readonly path: string;
  readonly message: string;
  /** Why it has this risk, where that is not obvious. */
  readonly reason: string | null;
}

const RISKS: Readonly<Record<CriticalityLevel, ChangeRisk>> = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
};

/**
 * What changed from one client-facing schema to the next, by path.
 * @throws GraphQLError when one of the texts is not a valid schema.
 */
export async function findSchemaChanges(oldSdl: string, newSdl: string): Promise<SchemaChange[]> {
  const changes = await diff(buildSchema(oldSdl), buildSchema(newSdl));
  return changes
    .map(({ criticality, path, message }) => ({
      risk: RISKS[criticality.level],
      path: path ?? '',
      message,
      reason: criticality.reason ?? null,
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}
