/** What these checks read of a package-lock.json. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Holes in a lock, and hosts in it. npm writes a lock without the binaries of other platforms when they cannot be had at the time, and installs
 * nothing there later; `resolved` addresses tie a clone to the registry that the lock was written with.
 */
export function findLockProblems({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path || 'the root'} depends on ${name}, which is not in the lock`),
    ...(entry.resolved && !entry.link ? [`${path} names where it comes from: ${entry.resolved}`] : []),
  ]);
}

/** Whether Node.js would find `name` from the package at `path`: in its own node_modules or in one above. */
function isLocked(packages: Lock['packages'], path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    if (`${folder}${folder && '/'}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}
