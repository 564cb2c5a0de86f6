import { readdirSync, readFileSync } from 'node:fs';

/** CPU time and memory of processes, from /proc: Linux only. */

const TICKS_PER_SECOND = 100;

export interface CpuTime {
  readonly nodeMs: number;
  readonly postgresMs: number;
}

/** CPU time used so far by the marketplace's Node processes and its Postgres, children that have ended included; milliseconds. */
export function cpuTime(pids: { readonly node: readonly number[]; readonly postgres: number }): CpuTime {
  const sum = (list: readonly number[]): number => list.reduce((total, pid) => total + cpuMs(pid), 0);
  return { nodeMs: sum(pids.node), postgresMs: sum(processTree(pids.postgres)) };
}

/** A process and all its descendants that run now. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const parent = Number(statOf(pid)?.[1]);
    if (parent) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Proportional set size: memory that is shared counts in parts. Bytes. */
export function pssBytes(pids: readonly number[]): number {
  return pids.reduce((total, pid) => {
    try {
      const kib = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
      return total + Number(kib ?? 0) * 1024;
    } catch {
      return total;
    }
  }, 0);
}

/** Whose command line contains `text`. */
export function findProcesses(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(text);
      } catch {
        return false;
      }
    });
}

/** CPU time used so far by a process and its children that have ended; milliseconds, 0 when it is gone. */
export function cpuMs(pid: number): number {
  const stat = statOf(pid);
  if (!stat) return 0;
  // utime, stime, cutime, cstime are fields 14 to 17 of the line; `stat` begins with field 3.
  const ticks = [11, 12, 13, 14].reduce((total, field) => total + Number(stat[field]), 0);
  return (ticks / TICKS_PER_SECOND) * 1000;
}

/** The fields of /proc/<pid>/stat from the third on (state, ppid, …); null when the process is gone. */
function statOf(pid: number): string[] | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
