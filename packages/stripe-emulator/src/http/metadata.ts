import type { Metadata } from '../objects.ts';
import type { MetadataChange } from './fields.ts';

/** Applies a request's change to an object's metadata: empty values remove their keys. */
export function changeMetadata(current: Metadata, change: MetadataChange | undefined): Metadata {
  if (change === undefined) return current;
  if (change === 'clear') return {};
  return Object.fromEntries(Object.entries({ ...current, ...change }).filter(([, value]) => value !== ''));
}
