import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface ListedProcess {
  readonly pid: number;
  /** Who started it, or took it over. */
  readonly parent: number;
  /** Its program. */
  readonly name: string;
}

/** The processes that `pid` started, and those that they started. */
export async function descendantsOf(pid: number): Promise<ListedProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,comm=']);
  const all = [...stdout.matchAll(/^ *(\d+) +(\d+) +(.*)$/gm)].map(([, own, parent, name = '']) => {
    return { pid: Number(own), parent: Number(parent), name };
  });
  const found = new Set([pid]);
  // A child may be listed before its parent.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const each of all) if (found.has(each.parent)) found.add(each.pid);
  }
  return all.filter((each) => each.pid !== pid && found.has(each.pid));
}

/** Those of `pids` that still run. */
export async function alive(pids: readonly number[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,comm=']);
  return stdout.split('\n').filter((line) => pids.includes(Number.parseInt(line, 10)) && !line.includes('<defunct>'));
}
