import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CircuitBreaker, type BreakerState, type Verdict } from './circuit-breaker.ts';

function breaker(settings = { failures: 3, windowMs: 1_000, openMs: 500 }) {
  const clock = { now: 0 };
  const states: BreakerState[] = [];
  const subject = new CircuitBreaker({ settings, changed: (state) => states.push(state), now: () => clock.now });
  const call = (verdict: Verdict) => subject.report(subject.admit(), verdict);
  return { subject, clock, states, call };
}

describe('a closed breaker', () => {
  it('opens after as many failures in a row as it is told, and says so', () => {
    const { subject, call, states } = breaker();
    call('away');
    call('away');
    expect(states).toEqual([]);
    call('away');
    expect(states).toEqual(['open']);
    expect(() => subject.admit()).toThrow(expect.objectContaining({ kind: 'open' }) as Error);
  });

  it('counts anew after every answer', () => {
    const { call, states } = breaker();
    for (const verdict of ['away', 'away', 'answered', 'away', 'away'] as const) call(verdict);
    expect(states).toEqual([]);
  });

  it('does not count failures that lie further apart than the window', () => {
    const { call, clock, states } = breaker();
    for (let times = 0; times < 20; times++) {
      call('away');
      clock.now += 501;
    }
    expect(states).toEqual([]);
  });

  it('counts nothing that says nothing', () => {
    const { call, states } = breaker();
    for (let times = 0; times < 20; times++) call('unknown');
    for (const verdict of ['away', 'unknown', 'away', 'unknown', 'away'] as const) call(verdict);
    expect(states).toEqual(['open']);
  });
});

describe('an open breaker', () => {
  function opened() {
    const parts = breaker();
    for (let times = 0; times < 3; times++) parts.call('away');
    return parts;
  }

  it('lets one call through after its time, and only one', () => {
    const { subject, clock, states } = opened();
    clock.now = 499;
    expect(() => subject.admit()).toThrow();
    clock.now = 500;
    subject.admit();
    for (let times = 0; times < 50; times++) expect(() => subject.admit()).toThrow();
    expect(states).toEqual(['open', 'halfOpen']);
  });

  it('says that it would let one through, also when there has been no call since', () => {
    const { subject, clock, states } = opened();
    clock.now = 499;
    expect(subject.state).toBe('open');
    clock.now = 500;
    expect(subject.state).toBe('halfOpen');
    expect(states).toEqual(['open']);
    const probe = subject.admit();
    expect(subject.state).toBe('halfOpen');
    subject.report(probe, 'away');
    expect(subject.state).toBe('open');
  });

  it('closes when that call is answered', () => {
    const { call, clock, states } = opened();
    clock.now = 500;
    call('answered');
    for (let times = 0; times < 2; times++) call('away');
    expect(states).toEqual(['open', 'halfOpen', 'closed']);
  });

  it('stays open for its time again when that call fails', () => {
    const { subject, call, clock } = opened();
    clock.now = 500;
    call('away');
    clock.now = 999;
    expect(() => subject.admit()).toThrow();
    clock.now = 1_000;
    subject.admit();
  });

  it('lets the next one try when that call says nothing', () => {
    const { call, clock, states } = opened();
    clock.now = 500;
    call('unknown');
    call('answered');
    expect(states).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed']);
  });

  it('does not listen to calls that began before it opened', () => {
    const { subject, call, clock, states } = breaker();
    const early = [subject.admit(), subject.admit(), subject.admit(), subject.admit()];
    for (let times = 0; times < 3; times++) call('away');
    for (const admission of early.slice(0, 2)) subject.report(admission, 'answered');
    expect(states).toEqual(['open']);
    clock.now = 500;
    call('answered');
    for (const admission of early.slice(2)) subject.report(admission, 'away');
    call('away');
    call('away');
    expect(states).toEqual(['open', 'halfOpen', 'closed']);
  });
});

it('never has two probes at a time, and always comes back, whatever happens', () => {
  const step = fc.record({
    waitMs: fc.integer({ min: 0, max: 300 }),
    verdict: fc.constantFrom<Verdict>('answered', 'away', 'unknown'),
    /** Which of the calls on their way ends. */
    ends: fc.nat(5),
    begins: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const { subject, clock, states } = breaker({ failures: 2, windowMs: 500, openMs: 200 });
      const flying: { admission: number; isProbe: boolean }[] = [];
      for (const { waitMs, verdict, ends, begins } of steps) {
        clock.now += waitMs;
        if (begins) {
          try {
            const admission = subject.admit();
            flying.push({ admission, isProbe: states.at(-1) === 'halfOpen' });
          } catch {
            expect(states.at(-1)).not.toBe('closed');
          }
        } else {
          const [ended] = flying.splice(ends % Math.max(1, flying.length), 1);
          if (ended) subject.report(ended.admission, verdict);
        }
        if (states.at(-1) === 'halfOpen') expect(flying.filter(({ isProbe }) => isProbe)).toHaveLength(1);
      }
      for (const { admission } of flying) subject.report(admission, 'unknown');
      clock.now += 200;
      subject.report(subject.admit(), 'answered');
      subject.report(subject.admit(), 'answered');
      expect(states.at(-1) ?? 'closed').toBe('closed');
    }),
  );
});
