import { createHash } from 'node:crypto';

/** Which supergraph is served, as operators see it. */
export interface LoadedSchema {
  swapped(sdl: string): void;
  /** The SHA-256 of its text, as `sha256sum` has it of the file, and since when it is served. */
  readonly tell: () => { readonly sha256: string; readonly loadedAt: string };
}

export function createLoadedSchema(sdl: string, now: () => Date = () => new Date()): LoadedSchema {
  const about = (text: string) => ({
    sha256: createHash('sha256').update(text).digest('hex'),
    loadedAt: now().toISOString(),
  });
  let current = about(sdl);
  return { swapped: (text) => void (current = about(text)), tell: () => current };
}
