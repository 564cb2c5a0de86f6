import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { fixtureSupergraph } from '../testing/fixture-subgraphs.ts';
import { REAL_CLIENTS, type Heard, type RealClient } from '../testing/real-clients.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const ORDER = 'subscription Order($id: ID!) { orderChanged(id: $id) { status } }';
const product = { sku: 'a' };

// Apollo Client's link looks at the global one, which Node has since 22 and browsers always had.
beforeAll(() => void vi.stubGlobal('WebSocket', WebSocket));
afterAll(() => void vi.unstubAllGlobals());

let fixture: Fixture;
let client: RealClient;
afterEach(async () => {
  await client.stop();
  await fixture.stop();
});

async function start(name: string): Promise<Fixture> {
  fixture = await startFixture();
  client = REAL_CLIENTS[name]!(`${fixture.gateway.url}/graphql`);
  return fixture;
}

function follow(query = ORDER, variables: Record<string, unknown> = { id: 'o1' }): Heard & { leave(): void } {
  const heard: Heard = { data: [], codes: [], isComplete: false };
  return Object.assign(heard, { leave: client.subscribe(query, variables, heard) });
}

/** Statuses without what a library adds, such as `__typename`. */
function statuses({ data }: Heard): string[] {
  return data.map((each) => (each as { orderChanged: { status: string } }).orderChanged.status);
}

describe.each(Object.keys(REAL_CLIENTS))('%s', (name) => {
  it('follows a subscription from its current state, in order, until it is left', async () => {
    const { world } = await start(name);
    const heard = follow();
    await expect.poll(() => statuses(heard)).toEqual(['PENDING']);
    for (const status of ['CONFIRMED', 'SHIPPED']) world.change({ id: 'o1', status, product });
    await expect.poll(() => statuses(heard)).toEqual(['PENDING', 'CONFIRMED', 'SHIPPED']);
    expect([heard.codes, heard.isComplete, world.subscribers]).toEqual([[], false, 1]);
    heard.leave();
    await expect.poll(() => world.subscribers).toBe(0);
  });

  it('asks a query beside it', async () => {
    const { world } = await start(name);
    const heard = follow();
    await expect.poll(() => statuses(heard)).toHaveLength(1);
    expect(await client.query('{ product(sku: "a") { name } }')).toMatchObject({
      data: { product: { name: 'Apple' } },
    });
    world.change({ id: 'o1', status: 'CONFIRMED', product });
    await expect.poll(() => statuses(heard)).toEqual(['PENDING', 'CONFIRMED']);
    heard.leave();
  });

  it('hears what is wrong with a subscription', async () => {
    await start(name);
    const invalid = follow('subscription { nope }', {});
    await expect.poll(() => invalid.codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const refused = follow('subscription { refusedSubscription { id } }', {});
    await expect.poll(() => refused.codes).toEqual(['FORBIDDEN']);
  });

  it('hears that the schema was swapped', async () => {
    const { gateway } = await start(name);
    const heard = follow();
    await expect.poll(() => statuses(heard)).toHaveLength(1);
    gateway.updateSupergraph(fixtureSupergraph().replaceAll('latestReview', 'newestReview'));
    await expect.poll(() => heard.codes).toEqual(['SUBSCRIPTION_SCHEMA_RELOAD']);
  });

  it('completes when the gateway stops', async () => {
    const { gateway } = await start(name);
    const heard = follow();
    await expect.poll(() => statuses(heard)).toHaveLength(1);
    await gateway.stop();
    await expect.poll(() => heard.isComplete).toBe(true);
    expect([statuses(heard), heard.codes]).toEqual([['PENDING'], []]);
  });
});
