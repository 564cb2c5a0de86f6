import { readFile, stat } from 'node:fs/promises';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';

/** How often the file is looked at, in milliseconds. */
const LOOK_MS = 500;

export interface WatchOptions {
  readonly path: string;
  /** What is served, read a while ago. */
  readonly loaded: string;
  /** Takes a new text, or throws. */
  readonly swap: (sdl: string) => void;
  /** Told when the file has changed and cannot be read: there is nothing to swap. */
  readonly unreadable?: (() => void) | undefined;
  readonly log: Logger;
}

/**
 * Swaps the supergraph when its file changes. Looks rather than listens: events get lost on network volumes and where a deployment replaces the file by
 * renaming. A file that cannot be used is told of once, and the old supergraph keeps serving.
 */
export function watchSupergraph(options: WatchOptions): Stoppable {
  const look = createLook(options);
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined));
  }, LOOK_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** One look at the file. What is found is taken at the second look that finds it: a file may be in the making, or about to be replaced. */
export function createLook({ path, loaded, swap, unreadable, log }: WatchOptions): () => Promise<void> {
  let last = loaded;
  let seen: string | undefined;
  let taken: string | undefined;

  return async () => {
    const before = seen;
    seen = await versionOf(path);
    if (seen !== before || seen === taken) return;
    taken = seen;
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
  };
}

/** Differs whenever the file may have changed. */
async function versionOf(path: string): Promise<string> {
  try {
    // Not the inode: some network volumes give a file another one each time.
    const { size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return 'none';
  }
}
