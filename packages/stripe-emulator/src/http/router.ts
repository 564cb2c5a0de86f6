import type { Route } from './call.ts';

export interface Match {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds routes by method and path. Fixed parts win over named ones. */
export function createRouter(routes: readonly Route[]): (method: string, pathname: string) => Match | null {
  const compiled = routes
    .map((route) => ({ route, parts: route.path.split('/') }))
    .toSorted((a, b) => namedParts(a.parts) - namedParts(b.parts));
  return (method, pathname) => {
    const given = pathname.replace(/\/$/, '').split('/');
    for (const { route, parts } of compiled) {
      if (route.method !== method || parts.length !== given.length) continue;
      const path = matchParts(parts, given);
      if (path) return { route, path };
    }
    return null;
  };
}

function namedParts(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith(':')).length;
}

function matchParts(parts: readonly string[], given: readonly string[]): Record<string, string> | null {
  const path: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith(':')) {
      if (!/^[\w-]+$/.test(actual)) return null;
      path[part.slice(1)] = actual;
    } else if (part !== actual) return null;
  }
  return path;
}
