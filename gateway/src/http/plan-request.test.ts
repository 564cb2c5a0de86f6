import { afterEach, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const JOIN = '{ products { name seller { title } } }';
let fixture: Fixture;
afterEach(() => fixture?.stop());

describe('in development', () => {
  it.each(['memory', 'http'] as const)('the plan of an operation is told beside its answer: %s', async (kind) => {
    fixture = await startFixture(kind, { production: false });
    const { body } = await fixture.ask(JOIN, {}, { 'apollo-expose-query-plan': 'true' });
    expect(body).toMatchObject({ data: { products: [{ name: 'Apple' }, { name: 'Bread' }] } });
    const { text } = (body as unknown as { extensions: { apolloQueryPlan: { text: string } } }).extensions
      .apolloQueryPlan;
    expect(text).toMatch(/^QueryPlan \{[\s\S]+Fetch\(service: "products"\)[\s\S]+Fetch\(service: "sellers"\)/);
  });

  it('a dry run asks no subgraph for anything', async () => {
    fixture = await startFixture('http', { production: false });
    const { body } = await fixture.ask(JOIN, {}, { 'apollo-expose-query-plan': 'dry-run' });
    expect(body).toEqual({ data: null, extensions: { apolloQueryPlan: { text: expect.stringContaining('Fetch') } } });
    expect([...fixture.servers.values()].flatMap(({ seen }) => seen)).toEqual([]);
  });

  it('whoever does not ask is told nothing', async () => {
    fixture = await startFixture('memory', { production: false });
    const { body } = await fixture.ask(JOIN);
    expect(body).not.toHaveProperty('extensions');
  });
});

it('in production nobody is told', async () => {
  fixture = await startFixture('memory', { production: true });
  for (const value of ['true', 'dry-run']) {
    const { body } = await fixture.ask(JOIN, {}, { 'apollo-expose-query-plan': value });
    expect(body).toMatchObject({ data: { products: [{ name: 'Apple' }, { name: 'Bread' }] } });
    expect(body).not.toHaveProperty('extensions');
  }
});
