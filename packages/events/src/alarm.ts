/** A sleep that can be ended early. A ring while nobody sleeps ends the next sleep before it begins. */
export interface Alarm {
  readonly ring: () => void;
  /** Returns after `ms` milliseconds or at the next ring. One sleeper at a time. */
  wait(ms: number): Promise<void>;
}

export function createAlarm(): Alarm {
  let rung = false;
  let end: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      end?.();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        end = undefined;
      }
      rung = false;
    },
  };
}
