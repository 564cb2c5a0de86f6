import { readFileSync } from 'node:fs';
import { DockerfileParser, type Dockerfile, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const TEXT = readFileSync(new URL('Dockerfile', ROOT), 'utf8');
const FILE: Dockerfile = DockerfileParser.parse(TEXT);

function instructions(keyword: string): Instruction[] {
  return FILE.getInstructions().filter((instruction) => instruction.getKeyword() === keyword);
}

/** Of the last stage, which is what runs. */
function ofTheImage(keyword: string): string[] {
  const from = instructions('FROM').at(-1)?.getRange()?.start.line ?? 0;
  return instructions(keyword).flatMap((instruction) =>
    instruction.getRange().start.line > from ? [instruction.getArgumentsContent() ?? ''] : [],
  );
}

it('is a valid Dockerfile', () => {
  // `--start-interval` is younger than the validator.
  const problems = validate(TEXT).filter(({ message }) => !JSON.stringify(message).includes('start-interval'));
  expect(problems).toEqual([]);
});

it('builds on one base, of Node 24 and pinned by its tag, in two stages', () => {
  expect(FILE.getInitialARGs().map((arg) => arg.getArgumentsContent())).toEqual(['NODE_IMAGE=node:24-bookworm-slim']);
  expect(FILE.getFROMs().map((from) => [from.getImage(), from.getBuildStage()])).toEqual([
    ['${NODE_IMAGE}', 'build'],
    ['${NODE_IMAGE}', null],
  ]);
});

it('installs from the lock without running scripts, and what runs has production dependencies only', () => {
  const installs = instructions('RUN').flatMap((run) => /npm ci.*/.exec(run.getArgumentsContent() ?? '')?.[0] ?? []);
  expect(installs).toEqual([
    'npm ci --ignore-scripts --prefer-offline',
    'npm ci --ignore-scripts --prefer-offline --omit=dev --workspace packages/bazaar',
  ]);
});

it('runs as an unprivileged user, ends by SIGTERM, and knows whether it is healthy', () => {
  expect(ofTheImage('USER')).toEqual(['1000:1000']);
  expect(ofTheImage('STOPSIGNAL')).toEqual(['SIGTERM']);
  expect(ofTheImage('HEALTHCHECK')).toHaveLength(1);
  expect(ofTheImage('ENTRYPOINT')).toEqual([]);
  expect(ofTheImage('CMD')).toEqual(['["node", "gateway/dist/main.js"]']);
  expect(ofTheImage('ENV')).toEqual(['NODE_ENV=production HOST=0.0.0.0 GATEWAY_CONFIG=deploy/gateway.yaml']);
  expect(ofTheImage('LABEL')[0]).toContain('org.opencontainers.image.revision');
});

it('takes in no secret', () => {
  for (const keyword of ['ARG', 'ENV'])
    for (const instruction of instructions(keyword))
      expect(instruction.getArgumentsContent()).not.toMatch(/SECRET|PASSWORD|TOKEN|_KEY/);
  const ignored = readFileSync(new URL('.dockerignore', ROOT), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '.env.*', '**/.data', '**/node_modules', '**/dist']));
});
