import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { readContracts } from '@bazaar/schema/read-subgraphs';
import { GATEWAY_SETTINGS } from './gateway-settings.ts';

const ROOT = new URL('../../../', import.meta.url);

it('a gateway of its own is told what the gateway in one process is', async () => {
  const file: unknown = parse(await readFile(new URL('deploy/gateway.yaml', ROOT), 'utf8'));
  const contracts = await readContracts(fileURLToPath(new URL('schema/supergraph.yaml', ROOT)));
  expect(file).toMatchObject({ ...GATEWAY_SETTINGS, contracts });
});
