import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openRawSocket, subscribeMessage, type RawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const ORDER = 'subscription ($id: ID!) { orderChanged(id: $id) { status } }';
const product = { sku: 'a' };

let fixture: Fixture;
afterEach(() => fixture.stop());

/** Statuses that a socket was told under an id. */
function statuses(socket: RawSocket, id = '1'): string[] {
  return socket
    .answers(id)
    .map((answer) => (answer as { data: { orderChanged: { status: string } } }).data.orderChanged.status);
}

async function follow(query = ORDER): Promise<RawSocket> {
  const socket = await openRawSocket(fixture.gateway.url);
  socket.send(subscribeMessage('1', query, { id: 'o1' }));
  return socket;
}

describe('a subgraph that is lost', () => {
  it('costs no subscription: it is subscribed again, and begins with the current state', async () => {
    fixture = await startFixture('http');
    const { world, servers } = fixture;
    const socket = await follow();
    await expect.poll(() => statuses(socket)).toEqual(['PENDING']);
    servers.get('sellers')?.cut();
    world.change({ id: 'o1', status: 'CHANGED IN THE GAP', product });
    await expect.poll(() => statuses(socket)).toEqual(['PENDING', 'CHANGED IN THE GAP']);
    world.change({ id: 'o1', status: 'SHIPPED', product });
    await expect.poll(() => statuses(socket)).toEqual(['PENDING', 'CHANGED IN THE GAP', 'SHIPPED']);
    expect(world.subscribers).toBe(1);
  });

  it('is waited for while it restarts, also by those who come meanwhile', async () => {
    fixture = await startFixture('http');
    const { world, servers } = fixture;
    const early = await follow();
    await expect.poll(() => statuses(early)).toEqual(['PENDING']);
    await servers.get('sellers')?.goDown();
    const late = await follow();
    await sleep(300);
    expect(late.received).toHaveLength(1);
    world.change({ id: 'o1', status: 'CHANGED IN THE GAP', product });
    await servers.get('sellers')?.comeBack();
    await expect.poll(() => statuses(late), { timeout: 5_000 }).toEqual(['CHANGED IN THE GAP']);
    await expect.poll(() => statuses(early)).toEqual(['PENDING', 'CHANGED IN THE GAP']);
    expect(world.subscribers).toBe(1);
  });

  it('for too long ends its subscriptions with an error, and they work again after', async () => {
    fixture = await startFixture('http', { live: { resubscribeMs: 300 } });
    const { servers, world } = fixture;
    const socket = await follow();
    await expect.poll(() => statuses(socket)).toHaveLength(1);
    await servers.get('sellers')?.goDown();
    await expect
      .poll(() => socket.received.at(-1), { timeout: 5_000 })
      .toEqual({
        id: '1',
        type: 'error',
        payload: [expect.objectContaining({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })],
      });
    await servers.get('sellers')?.comeBack();
    socket.send(subscribeMessage('2', ORDER, { id: 'o1' }));
    await expect.poll(() => statuses(socket, '2')).toEqual(['PENDING']);
    expect(world.subscribers).toBe(1);
  });

  it('is not waited for by a client that has left', async () => {
    fixture = await startFixture('http');
    const { servers, world } = fixture;
    const socket = await follow();
    await expect.poll(() => statuses(socket)).toHaveLength(1);
    await servers.get('sellers')?.goDown();
    socket.socket.terminate();
    await expect.poll(() => world.subscribers).toBe(0);
    await sleep(100);
    await servers.get('sellers')?.comeBack();
    const { accepted } = servers.get('sellers')!.sockets;
    await sleep(500);
    expect(servers.get('sellers')?.sockets.accepted).toBe(accepted);
  });
});

describe('events that come faster than they can be answered', () => {
  it('make room for a fresh snapshot', async () => {
    fixture = await startFixture('http', { live: { maxQueuedEvents: 5 } });
    const { world } = fixture;
    const socket = await follow('subscription ($id: ID!) { orderChanged(id: $id) { status product { name } } }');
    await expect.poll(() => statuses(socket)).toEqual(['PENDING']);
    for (let version = 1; version <= 200; version++) world.change({ id: 'o1', status: `V${version}`, product });
    await expect.poll(() => statuses(socket).at(-1)).toBe('V200');
    const versions = statuses(socket)
      .slice(1)
      .map((status) => Number(status.slice(1)));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.length).toBeLessThan(200);
  });
});
