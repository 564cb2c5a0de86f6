/** What an order's subscribers get: the number of the event. */
export interface OrderEvent {
  readonly orderId: string;
  readonly number: number;
}

export interface OrderFeed {
  follow(orderId: string): AsyncIterableIterator<OrderEvent>;
  /** Sends every follower the next event of its order. */
  publish(): void;
  /** How many follow now. */
  readonly followers: number;
}

const END = { done: true, value: undefined } as const;

/**
 * Events of orders, in this process. Its iterators are written by hand: a generator that waits for its next event ignores `return()`, and the moment
 * at which a follower is let go is what one of the figures is about.
 */
export function createOrderFeed(): OrderFeed {
  const followers = new Set<(number: number) => void>();
  let published = 0;

  function follow(orderId: string): AsyncIterableIterator<OrderEvent> {
    const queued: OrderEvent[] = [];
    let waiting: ((result: IteratorResult<OrderEvent>) => void) | undefined;
    let done = false;

    function push(number: number): void {
      const event = { orderId, number };
      if (waiting) waiting({ done: false, value: event });
      else queued.push(event);
      waiting = undefined;
    }

    followers.add(push);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next() {
        if (done) return Promise.resolve(END);
        const event = queued.shift();
        if (event) return Promise.resolve({ done: false, value: event });
        return new Promise((resolve) => (waiting = resolve));
      },
      return() {
        done = true;
        followers.delete(push);
        waiting?.(END);
        return Promise.resolve(END);
      },
    };
  }

  return {
    follow,
    publish() {
      published += 1;
      for (const push of followers) push(published);
    },
    get followers() {
      return followers.size;
    },
  };
}
