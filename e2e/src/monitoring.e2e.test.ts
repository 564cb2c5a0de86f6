import { readFileSync, readdirSync } from 'node:fs';
import { freePorts } from '@bazaar/bazaar/distributed/free-ports';
import { FollowVendorOrdersDocument } from '@bazaar/client/generated/operations';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { namesIn } from './deploy/promql.ts';
import { ask } from './support/ask.ts';
import { startMarket, type Market } from './support/start-market.ts';
import { until } from './support/until.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** What Prometheus adds. */
const ADDED = ['job', 'instance', 'le'];
/** Of subgraphs behind HTTP alone: `gateway/src/telemetry/measure-doors.test.ts` looks at them. */
const OF_HTTP_DOORS = /^bazaar_gateway_subgraph_(?!fetch_)/;

const rulesFile = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), description: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboardFile = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() })),
});

const alerts = rulesFile.parse(parse(read('deploy/monitoring/alerts.yaml'))).groups.flatMap(({ rules }) => rules);
const panels = readdirSync(new URL('deploy/monitoring/grafana/dashboards/', ROOT)).flatMap(
  (name) => dashboardFile.parse(JSON.parse(read(`deploy/monitoring/grafana/dashboards/${name}`))).panels,
);
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
];
/** A row of the page: name, labels. */
const documented = new Map(
  [...read('docs/metrics.md').matchAll(/^\| `(bazaar_\w+)` *\| \w+ *\| ([^|]+) \|/gm)].map(
    ([, name = '', labels = '']) => [name, [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label)],
  ),
);

let market: Market;
let metricsUrl: string;

beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  market = await startMarket({ INTERNAL_PORT: String(port) });
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
});
afterAll(() => market?.stop());

const scrape = async (): Promise<string> => (await fetch(metricsUrl)).text();

/** The value of a series; 0 when there is none. */
async function valueOf(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
  const lines = (await scrape()).split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line));
  const matching = lines.filter((line) =>
    Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`)),
  );
  return matching.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** By how much `work` moves a series. */
async function moved(
  name: string,
  labels: Readonly<Record<string, string>>,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await valueOf(name, labels);
  await work();
  return (await valueOf(name, labels)) - before;
}

describe('the metrics of a market', () => {
  it('are documented, all of them, and nothing else is', async () => {
    const served = [...(await scrape()).matchAll(/^# TYPE (bazaar_\w+) /gm)].map(([, name = '']) => name);
    expect(served.length).toBeGreaterThan(20);
    expect([...documented.keys()].filter((name) => !OF_HTTP_DOORS.test(name)).toSorted()).toEqual(served.toSorted());
  });

  it('have the labels that are documented', async () => {
    const text = await scrape();
    for (const [name, labels] of documented) {
      const series = new RegExp(`^${name}(?:_count)?\\{(.+)\\} `, 'm').exec(text)?.[1];
      if (series === undefined) continue;
      const served = [...series.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
      expect({ name, labels: served.toSorted() }).toEqual({ name, labels: labels.toSorted() });
    }
  });

  it('say that what is kept may be used', async () => {
    expect(await valueOf('bazaar_gateway_cache_usable')).toBe(1);
  });

  it('are not on the public port', async () => {
    expect((await fetch(`${market.url}/metrics`)).status).toBe(404);
  });

  it('tell operations by name and outcome, and the statements they took', async () => {
    const query = 'query CountedByName { categories { id } }';
    const labels = { operation: 'CountedByName', kind: 'query', outcome: 'ok' };
    expect(await moved('bazaar_gateway_operations_total', labels, () => ask(market.url, query))).toBe(1);
    expect(await valueOf('bazaar_gateway_operation_duration_seconds_count', { operation: 'CountedByName' })).toBe(1);
    expect(await valueOf('bazaar_subgraph_statement_duration_seconds_count', { subgraph: 'catalog' })).toBeGreaterThan(
      0,
    );
    expect(await valueOf('bazaar_gateway_executions_total', { executor: 'compiled' })).toBeGreaterThan(0);
  });

  it('tell of refused operations by code and reason, and give them no name', async () => {
    const query = 'query Nonsense { nonsense }';
    const labels = { code: 'GRAPHQL_VALIDATION_FAILED', reason: 'validation' };
    expect(await moved('bazaar_gateway_refusals_total', labels, () => ask(market.url, query))).toBe(1);
    expect(await scrape()).not.toContain('Nonsense');
  });

  it('tell of texts, plans and answers that were at hand', async () => {
    const query = 'query Twice { categories { name } }';
    const again = (): Promise<unknown> => ask(market.url, query);
    expect(await moved('bazaar_gateway_planning_duration_seconds_count', {}, again)).toBe(1);
    expect(await moved('bazaar_gateway_planning_duration_seconds_count', {}, again)).toBe(0);
    expect(await moved('bazaar_gateway_document_lookups_total', { found: 'hit' }, again)).toBe(1);
    expect(await moved('bazaar_gateway_response_cache_lookups_total', { found: 'hit' }, again)).toBe(1);
  });

  it('tell of subscriptions while they are open, and how they ended', async () => {
    const owner = await market.signIn(market.vendors[0].owner);
    const events = owner.client.subscribe(FollowVendorOrdersDocument, { vendorId: market.vendors[0].id });
    const over = events.next().catch(() => undefined);
    await until('a subscription is open', async () => (await valueOf('bazaar_gateway_live_operations')) === 1);
    expect(await valueOf('bazaar_gateway_sockets')).toBe(1);
    await owner.client.close();
    await over;
    await until('it has ended', async () => (await valueOf('bazaar_gateway_live_operation_ends_total')) === 1);
    expect(await valueOf('bazaar_gateway_live_operations')).toBe(0);
  });
});

describe('dashboards and alerts', () => {
  test.each(expressions)('%s asks for metrics and labels that exist', (_, expression) => {
    const { metrics, labels } = namesIn(expression);
    expect(metrics.size).toBeGreaterThan(0);
    const known = [...metrics].flatMap((name) => {
      if (/^(up|nodejs_|process_)/.test(name)) return ADDED;
      const found = documented.get(name.replace(/_(bucket|count|sum)$/, '')) ?? documented.get(name);
      expect({ name, exists: found !== undefined }).toEqual({ name, exists: true });
      return [...(found ?? []), ...ADDED];
    });
    expect([...labels].filter((label) => !known.includes(label))).toEqual([]);
  });

  test.each(alerts.map(({ alert, annotations }) => [alert, annotations] as const))(
    '%s has a section of its own in the runbook',
    (alert, { runbook, summary, description }) => {
      expect(runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(read('docs/runbook.md')).toContain(`\n## ${alert}\n`);
      expect([summary, description].every((text) => text.length > 10)).toBe(true);
    },
  );

  it('has no section for an alert that is gone', () => {
    const sections = [...read('docs/runbook.md').matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);
    expect(sections.toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
  });
});
