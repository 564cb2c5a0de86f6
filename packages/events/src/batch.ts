/**
 * Joins items that arrive while a run is under way into the next run: alone each item is run at once, under load many share a statement.
 * The returned promise ends with the run that had the item.
 */
export function createBatch<Item>(run: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting: Item[] = [];
  let next: Promise<void> | undefined;
  let current: Promise<void> = Promise.resolve();

  function runWaiting(): Promise<void> {
    const items = waiting;
    waiting = [];
    next = undefined;
    return run(items);
  }

  return (item) => {
    waiting.push(item);
    if (!next) {
      next = current.then(runWaiting);
      current = next.catch(() => undefined);
    }
    return next;
  };
}
