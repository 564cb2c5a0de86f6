import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.ts';

const forever = () => new Promise<never>(() => undefined);

describe('waiting until a signal aborts', () => {
  it('settles like the work', async () => {
    const { signal } = new AbortController();
    await expect(untilAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('ends for all who wait, with the reason, and for those who come later', async () => {
    const controller = new AbortController();
    const waiting = [1, 2, 3].map(() => untilAborted(forever(), controller.signal));
    controller.abort(new Error('too late'));
    for (const one of waiting) await expect(one).rejects.toThrow('too late');
    await expect(untilAborted(forever(), controller.signal)).rejects.toThrow('too late');
  });

  it('listens once, however many wait', async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    await Promise.all(Array.from({ length: 50 }, () => untilAborted(Promise.resolve(), signal)));
    expect(listeners).toBe(1);
  });

  it('leaves a failure after the abort unheard, and not unhandled', async () => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_resolve, reject) => (fail = reject));
    const waiting = untilAborted(work, controller.signal);
    controller.abort(new Error('too late'));
    await expect(waiting).rejects.toThrow('too late');
    fail(new Error('nobody listens'));
    await expect(work).rejects.toThrow('nobody listens');
  });
});
