import { chown, readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Whom the server runs as. */
export interface ServerOwner {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on every Linux and within every id range that containers map. */
export const NOBODY: ServerOwner = { uid: 65_534, gid: 65_534 };

/**
 * Postgres refuses to run as root. Started by root it runs as whoever owns the data directory, or else the nearest existing directory
 * above (the owner of a checkout that was mounted or entered with sudo), or else nobody. No user needs to be created.
 * Null means: as the current user.
 */
export async function chooseServerOwner(dataDir: string, currentUid = process.getuid?.()): Promise<ServerOwner | null> {
  if (currentUid !== 0) return null;
  for (let path = dataDir; ; path = dirname(path)) {
    const found = await stat(path).catch(() => null);
    if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
    if (found || path === dirname(path)) return NOBODY;
  }
}

/** Gives `path` to the server's owner, when there is a change of user at all. */
export async function giveTo(owner: ServerOwner | null, path: string): Promise<void> {
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** The same with everything inside. */
export async function giveTreeTo(owner: ServerOwner, path: string): Promise<void> {
  await chown(path, owner.uid, owner.gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await giveTreeTo(owner, join(path, entry.name));
    else await chown(join(path, entry.name), owner.uid, owner.gid);
  }
}

/**
 * The user who makes the cluster: its owner, or, when the system has no name for that one (`initdb` insists on a name, the server does not),
 * nobody or the first other user that has a name.
 */
export async function chooseInitialiser(owner: ServerOwner): Promise<ServerOwner> {
  const named = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  const byPreference = [owner, NOBODY].find((one) => named.some(({ uid }) => uid === one.uid));
  return byPreference ?? named[0] ?? owner;
}
