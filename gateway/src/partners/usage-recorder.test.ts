import { Fault } from '@bazaar/runtime/faults';
import { latencyClassOf } from '@bazaar/runtime/latency-histogram';
import { createLogger } from '@bazaar/runtime/log';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createUsageRecorder, type DocumentRun, type LossReason, type UsageRecorder } from './usage-recorder.ts';

interface Entry {
  readonly partnerId: string;
  readonly hash: string;
  readonly day: string;
  readonly calls: number;
  readonly errors: number;
  readonly latencyHistogram: readonly number[];
}

/** Users, as far as it takes reports. */
let reports: { readonly batchId: string; readonly entries: readonly Entry[] }[];
let failure: Error | null;
/** The report arrives and is stored, and the answer is lost. */
let answerLost: boolean;
let logged: { level: number; msg: string; calls?: number }[];
let lost: Partial<Record<LossReason, number>>;
let recorder: UsageRecorder;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-01T23:59:55Z') });
  reports = [];
  failure = null;
  answerLost = false;
  logged = [];
  lost = {};
  recorder = createUsageRecorder({
    call(name, input) {
      if (name !== 'users.recordDocumentUsage') throw new Error(name);
      if (failure) return Promise.reject(failure);
      reports.push(structuredClone(input) as (typeof reports)[number]);
      if (answerLost) return Promise.reject(new Fault('TIMEOUT', 'slow'));
      return Promise.resolve({ kind: 'recorded' });
    },
    lost: (runs, why) => void (lost[why] = (lost[why] ?? 0) + runs),
    log: createLogger({
      name: 'test',
      level: 'warn',
      destination: { write: (line: string) => void logged.push(JSON.parse(line) as (typeof logged)[number]) },
    }),
  });
});
afterEach(async () => {
  failure = null;
  answerLost = false;
  await settle(recorder.stop());
  vi.useRealTimers();
});

/** Ends `work`, whatever timers it waits for. */
async function settle(work: Promise<void>): Promise<void> {
  let over = false;
  void work.finally(() => (over = true));
  for (let round = 0; round < 200 && !over; round++) await vi.advanceTimersByTimeAsync(250);
  await work;
}

function run(given: Partial<DocumentRun> = {}): void {
  recorder.record({ partnerId: 'ptn_1', hash: 'a', latencyMs: 4, failed: false, ...given });
}

/** All that was reported, each batch once, as users counts it. */
function counted(): number {
  const batches = new Map(reports.map(({ batchId, entries }) => [batchId, entries]));
  return [...batches.values()].flat().reduce((sum, { calls }) => sum + calls, 0);
}

const tick = () => vi.advanceTimersByTimeAsync(10_000);

it('adds up runs per document and day, and reports them every ten seconds', async () => {
  run();
  run({ latencyMs: 400, failed: true });
  run({ hash: 'b' });
  await vi.advanceTimersByTimeAsync(5_000);
  run();
  expect(reports).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.entries.map(({ hash, day, calls, errors }) => [hash, day, calls, errors])).toEqual([
    ['a', '2026-03-01', 2, 1],
    ['b', '2026-03-01', 1, 0],
    ['a', '2026-03-02', 1, 0],
  ]);
  const [first] = reports[0]!.entries;
  expect(first).toMatchObject({ partnerId: 'ptn_1', totalLatencyMs: 404, lastUsedAt: '2026-03-01T23:59:55.000Z' });
  expect(first?.latencyHistogram[latencyClassOf(4)]).toBe(1);
  expect(first?.latencyHistogram[latencyClassOf(400)]).toBe(1);
});

it('says nothing when nothing was run', async () => {
  await tick();
  run();
  await tick();
  await tick();
  expect(reports).toHaveLength(1);
});

it('keeps what could not be reported, and counts on meanwhile', async () => {
  run();
  failure = new Fault('SUBGRAPH_UNAVAILABLE', 'away');
  await tick();
  run();
  await tick();
  run({ hash: 'b' });
  failure = null;
  await tick();
  await tick();
  expect(counted()).toBe(3);
  expect(reports).toHaveLength(2);
});

it('sends a report whose answer was lost again under its id, with nothing added', async () => {
  run();
  answerLost = true;
  await tick();
  run();
  await tick();
  answerLost = false;
  await tick();
  await tick();
  expect(reports.map(({ batchId }) => batchId)).toHaveLength(4);
  const [first, second, third] = reports;
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  expect(counted()).toBe(2);
});

it('reports what is left when it stops', async () => {
  run();
  await settle(recorder.stop());
  expect(counted()).toBe(1);
  expect(lost).toEqual({});
});

it('tries for five seconds when it stops, and says what is lost then', async () => {
  run();
  run();
  failure = new Fault('SUBGRAPH_UNAVAILABLE', 'away');
  await settle(recorder.stop());
  expect(logged.at(-1)).toMatchObject({ msg: expect.stringContaining('is lost'), calls: 2 });
  expect(lost).toEqual({ ended: 2 });
});

it('gets a report through when users comes back while it stops', async () => {
  run();
  failure = new Fault('SUBGRAPH_UNAVAILABLE', 'away');
  const stopping = recorder.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  failure = null;
  await settle(stopping);
  expect(counted()).toBe(1);
});

it('gives up a report that users refuses again and again, and goes on with the next', async () => {
  run();
  failure = new Fault('BAD_REQUEST', 'malformed');
  for (let n = 0; n < 4; n++) await tick();
  run();
  await tick();
  expect(logged.at(-1)).toMatchObject({ msg: expect.stringContaining('given up'), calls: 1 });
  expect(lost).toEqual({ refused: 1 });
  failure = null;
  await tick();
  expect(counted()).toBe(1);
});

it('sends what one report does not hold in several', async () => {
  for (let n = 0; n < 1_200; n++) run({ hash: String(n) });
  await tick();
  expect(reports.map(({ entries }) => entries.length)).toEqual([500, 500, 200]);
});

it('is bounded: documents beyond are not counted, which is said, and those before are', async () => {
  failure = new Fault('SUBGRAPH_UNAVAILABLE', 'away');
  for (let n = 0; n < 20_005; n++) run({ hash: String(n) });
  await tick();
  run({ hash: 'another' });
  await tick();
  const said = logged.filter(({ msg }) => msg.includes('not counted'));
  expect(said.map(({ calls }) => calls)).toEqual([5, 1]);
  expect(lost).toEqual({ full: 6 });
  failure = null;
  await tick();
  expect(counted()).toBe(20_000);
  run({ hash: 'another' });
  await tick();
  expect(counted()).toBe(20_001);
});
