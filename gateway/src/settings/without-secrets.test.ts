import { expect, it } from 'vitest';
import { settingsOfSubgraph, settingsSchema } from './settings.ts';
import { withoutSecrets } from './without-secrets.ts';

it('shows nothing of keys, users and passwords in URLs, and what headers say', () => {
  const settings = settingsSchema.parse({
    supergraph: { path: 'supergraph.graphql' },
    redis: { url: 'redis://user:hunter2@redis:6379' },
    allSubgraphs: { headers: { authorization: 'Bearer hunter2' } },
    partners: { url: 'https://hunter2@users.test' },
    subgraphs: { orders: { tls: { key: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----' } } },
  });
  const orders = settingsOfSubgraph('orders', { url: 'https://user:hunter2@orders.test' }, settings);
  const shown = withoutSecrets({ ...settings, subgraphs: { orders } });
  expect(JSON.stringify(shown)).not.toContain('hunter2');
  expect(shown).toMatchObject({
    supergraph: { path: 'supergraph.graphql', watch: true },
    redis: { url: 'redis://hidden@redis:6379' },
    partners: { url: 'https://hidden@users.test/' },
    allSubgraphs: { headers: { authorization: 'hidden' } },
    subgraphs: { orders: { tls: { key: 'hidden' } } },
  });
});
