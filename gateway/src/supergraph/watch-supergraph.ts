import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';

/** How often the file is looked at, in milliseconds. */
const LOOK_MS = 500;

/**
 * Swaps the supergraph when its file changes. Looks rather than listens: events get lost on network volumes and where a deployment replaces the file by
 * renaming. A file that cannot be used is told of once, and the old supergraph keeps serving.
 */
export function watchSupergraph(options: {
  readonly path: string;
  readonly loaded: string;
  /** Takes a new text, or throws. */
  readonly swap: (sdl: string) => void;
  /** Told when the file has changed and cannot be read: there is nothing to swap. */
  readonly unreadable?: (() => void) | undefined;
  readonly log: Logger;
}): Stoppable {
  const { path, swap, unreadable, log } = options;
  let last = options.loaded;

  async function look(): Promise<void> {
    let sdl: string;
    try {
      sdl = await readFile(path, 'utf8');
    } catch (error) {
      unreadable?.();
      log.warn({ err: error, path }, 'the supergraph cannot be read; the old one keeps serving');
      return;
    }
    if (sdl === last) return;
    last = sdl;
    try {
      swap(sdl);
      log.info({ path }, 'the supergraph was swapped');
    } catch (error) {
      log.error({ err: error, path }, 'the supergraph is not usable; the old one keeps serving');
    }
  }

  const changed = (): void => void look();
  watchFile(path, { interval: LOOK_MS, persistent: false }, changed);
  return {
    stop() {
      unwatchFile(path, changed);
      return Promise.resolve();
    },
  };
}
