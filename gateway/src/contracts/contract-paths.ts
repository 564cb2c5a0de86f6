/** Where a path leads: into a contract, when it begins with the name of one, and there. */
export interface Place {
  readonly contract: string | undefined;
  /** Within the contract, or of the whole. */
  readonly path: string;
}

/** Each contract is served below its own name, as the whole is at the root: `/partner/graphql`, `/partner/`. */
export function createContractPaths(contracts: Readonly<Record<string, unknown>>): (path: string) => Place {
  const names = new Set(Object.keys(contracts));
  if (names.size === 0) return (path) => ({ contract: undefined, path });
  return (path) => {
    const end = path.indexOf('/', 1);
    const name = end < 0 ? path.slice(1) : path.slice(1, end);
    return names.has(name) ? { contract: name, path: end < 0 ? '' : path.slice(end) } : { contract: undefined, path };
  };
}
