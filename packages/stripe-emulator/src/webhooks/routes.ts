import type { Call, Route } from '../http/call.ts';
import { boolean, clearableText, listOf, metadata, text } from '../http/fields.ts';
import { PAGE, pageOf } from '../http/list.ts';
import { changeMetadata } from '../http/metadata.ts';
import { route } from '../http/route.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import { randomText } from '../ids.ts';
import type { EndpointRow } from '../state/tables.ts';
import { putEndpoint } from './fixed-endpoints.ts';

const PATH = '/v1/webhook_endpoints';

export const WEBHOOK_ENDPOINT_ROUTES: readonly Route[] = [
  route(
    'POST',
    PATH,
    {
      url: text(),
      enabled_events: listOf(text()),
      api_version: text().optional(),
      connect: boolean.optional(),
      description: clearableText().optional(),
      metadata: metadata.optional(),
    },
    (call, given) => {
      if (!URL.canParse(given.url) || !/^https?:/.test(given.url))
        throw invalidRequest('Invalid URL: An explicit scheme (such as https) must be provided.', {
          code: 'url_invalid',
          param: 'url',
        });
      const secret = `whsec_${randomText(32)}`;
      const row = putEndpoint(
        call,
        call.newId('we'),
        { url: given.url, secret, connect: given.connect, events: given.enabled_events },
        false,
      );
      const object = {
        ...row.object,
        api_version: given.api_version ?? null,
        description: given.description ?? null,
        metadata: changeMetadata({}, given.metadata),
      };
      call.tx.put('webhook_endpoints', { ...row, object });
      return { ...object, secret };
    },
  ),

  route('GET', PATH, PAGE, (call, page) => pageOf(call.tx.list('webhook_endpoints'), call.owner, PATH, page)),

  route('GET', `${PATH}/:endpoint`, {}, (call) => getEndpoint(call).object),

  route('DELETE', `${PATH}/:endpoint`, {}, (call) => {
    const { id } = getEndpoint(call);
    call.tx.delete('webhook_endpoints', id);
    return { id, object: 'webhook_endpoint', deleted: true };
  }),
];

function getEndpoint(call: Call): EndpointRow {
  const row = call.tx.find('webhook_endpoints', call.path['endpoint'] ?? '');
  if (!row || row.owner !== call.owner) throw noSuch('webhook endpoint', call.path['endpoint'] ?? '', 'id', 'path');
  return row;
}
