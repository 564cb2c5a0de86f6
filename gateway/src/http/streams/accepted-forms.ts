import { parseAccept, type MediaRange } from '../parse-accept.ts';
import { multipart } from './multipart.ts';
import { sse } from './sse.ts';
import type { StreamForm } from './stream-form.ts';

/** What an `accept` header leaves to choose from. */
export interface AcceptedForms {
  /** The stream the client likes best. */
  readonly stream: StreamForm;
  /** Whether a single answer may be plain JSON. */
  readonly json: boolean;
}

const JSON_RANGES = new Set(['application/graphql-response+json', 'application/json', 'application/*', '*/*']);

/** Undefined when the client does not ask for a stream by name: a wildcard is no wish for an answer that does not end. */
export function acceptedForms(accept: string | undefined): AcceptedForms | undefined {
  if (!accept || !/event-stream|multipart/i.test(accept)) return undefined;
  const ranges = parseAccept(accept).filter(({ quality }) => quality > 0);
  // Stable: of equals the first one named.
  const [best] = ranges
    .flatMap((range) => {
      const form = streamOf(range);
      return form ? [{ form, quality: range.quality }] : [];
    })
    .toSorted((a, b) => b.quality - a.quality);
  return best && { stream: best.form, json: ranges.some(({ type }) => JSON_RANGES.has(type)) };
}

function streamOf({ type, parameters }: MediaRange): StreamForm | undefined {
  if (type === 'text/event-stream') return sse;
  // Without the parameter it asks for incremental delivery, another protocol.
  return type === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0' ? multipart : undefined;
}
