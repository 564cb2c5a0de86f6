import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createLogger } from '@bazaar/runtime/log';
import { writeFileSync } from 'node:fs';
import { startGateway } from '../gateway/src/gateway.ts';
import { NESTED, TINY, run, supergraphSdl } from './fixture.ts';
const keys = await generateKeyPair('EdDSA', { extractable: true });
const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'EdDSA' };
const canned = new Map<string,string>();
const door = (name: string) => ({
  async execute(request: any) {
    const key = name + request.query + (request.variables.representations?.length ?? '');
    let text = canned.get(key);
    if (!text) canned.set(key, text = JSON.stringify(await run(name, request)));
    return JSON.parse(text);
  },
  subscribe() { throw new Error(); }, serveRaw() { throw new Error(); },
}) as any;
const gateway = await startGateway({ supergraphSdl, doors: door, identity: { issuer: 'i', audience: 'a', fetchKeys: () => Promise.resolve({ keys: [jwk] }) }, denylist: { isDenied: () => false, onDenied: () => () => undefined } as any, port: 4555, production: true, log: createLogger({ name: 'g', level: 'warn' }) });
const token = await new SignJWT({ sid: 's', roles: ['CUSTOMER'], vendors: [] }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' }).setIssuer('i').setAudience('a').setSubject('usr_1').setExpirationTime('1h').sign(keys.privateKey);
writeFileSync('/tmp/nested.json', JSON.stringify({ query: NESTED })); writeFileSync('/tmp/tiny.json', JSON.stringify({ query: TINY })); writeFileSync('/tmp/token', token);
console.log('ready'); process.on('SIGTERM', () => process.exit(0));
process.on('message', () => undefined);
setInterval(() => { const c = process.cpuUsage(); writeFileSync('/tmp/cpu', String(c.user + c.system)); }, 50);
