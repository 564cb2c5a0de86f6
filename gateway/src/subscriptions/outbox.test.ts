import { describe, expect, it } from 'vitest';
import { Lane, Outbox, type Pipe } from './outbox.ts';

/** A client that reads when it is told to. */
class SlowPipe implements Pipe {
  readonly written: string[] = [];
  isCut = false;
  #unsent: { bytes: number; taken: (() => void) | undefined }[] = [];

  unsentBytes(): number {
    return this.#unsent.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  write(text: string, taken?: () => void): void {
    this.written.push(text);
    this.#unsent.push({ bytes: text.length, taken });
  }
  cut(): void {
    this.isCut = true;
  }
  read(): void {
    for (const { taken } of this.#unsent.splice(0)) taken?.();
  }
}

const KIB = 1_024;
const big = 'x'.repeat(70 * KIB);

function open(limits: { maxUnreadBytes?: number; maxQueuedEvents?: number } = {}) {
  const pipe = new SlowPipe();
  const cuts: number[] = [];
  const outbox = new Outbox(pipe, { maxUnreadBytes: 1 << 20, maxQueuedEvents: 3, ...limits }, (unread) =>
    cuts.push(unread),
  );
  const slow: string[] = [];
  const lane = (name: string) =>
    new Lane(
      outbox,
      (answer) => `${name}:${answer}`,
      () => slow.push(name),
    );
  return { pipe, outbox, cuts, slow, lane };
}

describe('an outbox', () => {
  it('hands answers straight on to a client that reads', () => {
    const { pipe, lane } = open();
    const [a, b] = [lane('a'), lane('b')];
    a.send('1');
    b.send('1');
    a.send('2');
    expect(pipe.written).toEqual(['a:1', 'b:1', 'a:2']);
  });

  it('keeps answers that a client does not read, and sends them in order when it does', () => {
    const { pipe, lane } = open();
    const [a, b] = [lane('a'), lane('b')];
    a.send(big);
    a.send('1');
    b.send('1');
    a.send('2');
    expect(pipe.written).toHaveLength(1);
    pipe.read();
    expect(pipe.written.slice(1)).toEqual(['a:1', 'b:1', 'a:2']);
  });

  it('stops again at the next answer that is too much at once', () => {
    const { pipe, lane } = open();
    const a = lane('a');
    for (const answer of [big, big, 'after']) a.send(answer);
    pipe.read();
    expect(pipe.written).toHaveLength(2);
    pipe.read();
    expect(pipe.written.at(-1)).toBe('a:after');
  });

  it('closes the lane that is too far behind, once, and drops what it kept', () => {
    const { pipe, slow, lane } = open();
    const [a, b] = [lane('a'), lane('b')];
    a.send(big);
    for (const answer of ['1', '2', '3', '4', '5']) a.send(answer);
    b.send('1');
    expect(slow).toEqual(['a']);
    pipe.read();
    expect(pipe.written.slice(1)).toEqual(['b:1']);
  });

  it('cuts a client that leaves too much unread, and keeps nothing for it', () => {
    const { pipe, cuts, lane } = open({ maxUnreadBytes: 200 * KIB, maxQueuedEvents: 1_000 });
    const a = lane('a');
    for (let sent = 0; sent < 100; sent++) a.send('x'.repeat(10 * KIB));
    expect(pipe.isCut).toBe(true);
    expect(cuts).toHaveLength(1);
    expect(cuts[0]).toBeLessThan(220 * KIB);
    pipe.read();
    expect(pipe.written.length).toBeLessThan(10);
  });

  it('cuts a client that asks and does not read, such as one that sends pings alone', () => {
    const { pipe, outbox } = open({ maxUnreadBytes: 10 * KIB });
    for (let sent = 0; sent < 11; sent++) outbox.write('x'.repeat(KIB));
    expect(pipe.isCut).toBe(false);
    outbox.write('x');
    expect(pipe.isCut).toBe(true);
  });
});

describe('a lane that is finished', () => {
  it('says so after its last answer, and sends nothing after', () => {
    const { pipe, lane } = open();
    const a = lane('a');
    let isFinished = false;
    a.send(big);
    a.send('last');
    a.finish(() => (isFinished = true));
    a.send('too late');
    expect(isFinished).toBe(false);
    pipe.read();
    expect([isFinished, pipe.written.at(-1)]).toEqual([true, 'a:last']);
  });

  it('says so at once when nothing waits', () => {
    const { lane } = open();
    let isFinished = false;
    lane('a').finish(() => (isFinished = true));
    expect(isFinished).toBe(true);
  });

  it('says nothing when it is closed first', () => {
    const { pipe, lane } = open();
    const a = lane('a');
    let isFinished = false;
    a.send(big);
    a.send('last');
    a.finish(() => (isFinished = true));
    a.close();
    pipe.read();
    expect([isFinished, pipe.written.length]).toEqual([false, 1]);
  });
});
