export interface ReadingOptions<T> {
  readonly read: () => Promise<T>;
  /** How old what is known may be before it is read again, in milliseconds. */
  readonly ageMs: number;
  /** How long whoever asks waits for it to be read, in milliseconds. */
  readonly waitMs: number;
  /** Told whenever it could not be read in time: once for every `ageMs` that this goes on. */
  readonly failed: () => void;
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
}

/**
 * Reads something that costs, such as a count of rows, at most every so often and never twice at the same time. What it returns tells the newest that is
 * known, undefined before anything is; it never rejects, and waits `waitMs` at most: a database that hangs must not hide what else a process counts.
 */
export function createReading<T>(options: ReadingOptions<T>): () => Promise<T | undefined> {
  const { read, ageMs, waitMs, failed, now = () => performance.now() } = options;
  let last: T | undefined;
  let isReading = false;
  /** Whether the read under way has been given up by those who asked. */
  let isLate = false;
  let attemptedAtMs = Number.NEGATIVE_INFINITY;
  let attempt = Promise.resolve();

  function begin(): Promise<void> {
    isReading = true;
    isLate = false;
    return new Promise((resolve) => {
      let isOver = false;
      const over = (isRead: boolean): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(late);
        if (!isRead) failed();
        resolve();
      };
      const late = setTimeout(() => {
        isLate = true;
        over(false);
      }, waitMs);
      const end = (isRead: boolean): void => {
        isReading = false;
        over(isRead);
      };
      read().then(
        (value) => {
          last = value;
          end(true);
        },
        () => end(false),
      );
    });
  }

  return async () => {
    if (now() - attemptedAtMs >= ageMs) {
      attemptedAtMs = now();
      if (!isReading) attempt = begin();
      else if (isLate) failed();
    }
    await attempt;
    return last;
  };
}
