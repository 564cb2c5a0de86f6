import { Writable } from 'node:stream';
import { createLogger, type Logger, type LogLevel } from '../log.ts';

/** A real logger, and the lines it wrote, parsed. */
export function collectLog(level: LogLevel = 'info'): {
  log: Logger;
  lines: Record<string, unknown>[];
  text(): string;
} {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      // One JSON object a line is what a logger writes.
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { log: createLogger({ name: 'test', level, destination }), lines, text: () => written.join('') };
}
