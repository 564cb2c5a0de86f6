/** How many names of operations become labels. Strangers name their operations as they like, and every label is a series that Prometheus keeps. */
const MAX_NAMES = 200;

const WITHOUT_NAME = '(anonymous)';
const OTHERS = '(other)';

/** Picks the label of an operation: the names that come first, and those of registered documents up to as many more; the rest share one. */
export function createKnownNames(maxNames = MAX_NAMES): (name: string | undefined, isRegistered: boolean) => string {
  const registered = new Set<string>();
  const free = new Set<string>();
  return (name, isRegistered) => {
    if (name === undefined) return WITHOUT_NAME;
    if (registered.has(name) || free.has(name)) return name;
    const names = isRegistered ? registered : free;
    if (names.size >= maxNames) return OTHERS;
    names.add(name);
    return name;
  };
}
