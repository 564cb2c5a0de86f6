#!/usr/bin/env node
// Runs the build where there is one, and TypeScript in a fresh checkout.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/main.js', import.meta.url);

if (existsSync(built)) await import(built.href);
else {
  const source = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const loader = ['--conditions=source', '--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...loader, source, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)));
}
