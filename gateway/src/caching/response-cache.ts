import { createHash } from 'node:crypto';
import { OperationTypeNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { Answer } from '../engine/engine.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import type { Found } from '../telemetry/gateway-metrics.ts';
import { etagOf } from '../http/conditional.ts';
import { answerText } from '../pipeline/answer-text.ts';
import type { Origin } from '../pipeline/operation-request.ts';
import type { Freshness } from './cache-headers.ts';
import { readCacheHints } from './cache-hints.ts';
import { policyOf, type CachePolicy, type PolicyDefaults } from './cache-policy.ts';
import type { CacheStore, Kept } from './cache-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { compileTags, type FindTags } from './change-tags.ts';
import { isFailure } from './failures.ts';
import type { ChangeFeed } from './follow-changes.ts';
import { createRefills, JOIN_MS, JOINS } from './refills.ts';
import type { ViewerKey, ViewerKeys } from './viewer-key.ts';

/** An operation that may run. */
export interface AskedOperation {
  readonly operation: Pick<PreparedOperation, 'document' | 'operation' | 'kind' | 'supergraph'> & {
    /** Of authorization: answers that lack something are not kept, and not answered with whole ones. */
    readonly denials?: readonly GraphQLError[] | undefined;
  };
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly origin: Pick<Origin, 'client'>;
  /** Under which contract it was accepted, when not under the whole schema. */
  readonly contract?: string | undefined;
  /** What its answer tells beside the data. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface CachedAnswer extends Answer {
  /** The whole body, when it is known. */
  readonly text?: string | undefined;
  readonly etag?: string | undefined;
  /** For clients. */
  readonly freshness?: Freshness | undefined;
}

export interface ResponseCache {
  /** The answer of a query, kept or executed; mutations are executed, and answered when what they changed is known here. Never rejects when `execute` does not. */
  answer(asked: AskedOperation, execute: () => Promise<Answer>): Promise<CachedAnswer>;
}

export interface ResponseCacheOptions {
  readonly store: CacheStore;
  readonly feed: Pick<ChangeFeed, 'caughtUp'>;
  readonly viewerKey: ViewerKey;
  readonly defaults: PolicyDefaults;
  /** False: only mutations are waited for. */
  readonly isOn: boolean;
  readonly clientMaxAgeS?: number | undefined;
  /** Told of each query that may be kept. */
  readonly lookedUp?: ((found: Found) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** What of an operation's caching does not depend on who asks. */
interface Plan {
  readonly policy: CachePolicy;
  /** Supergraph and text. */
  readonly key: string;
  readonly variableNames: readonly string[];
  readonly findTags: FindTags;
}

export function createResponseCache(options: ResponseCacheOptions): ResponseCache {
  const {
    store,
    feed,
    viewerKey,
    defaults,
    lookedUp,
    clientMaxAgeS = Number.POSITIVE_INFINITY,
    now = Date.now,
  } = options;
  const plans = new WeakMap<OperationDefinitionNode, Plan | null>();
  const refills = createRefills();

  function planOf(asked: AskedOperation): Plan | null {
    const { operation } = asked.operation;
    let plan = plans.get(operation);
    if (plan === undefined) plans.set(operation, (plan = makePlan(asked, defaults)));
    return plan;
  }

  function freshnessOf(kept: Kept, { scope }: CachePolicy, { client }: AskedOperation['origin']): Freshness {
    // Who asked before a change may still get what was there; nobody shall keep it.
    const leftS = store.isCurrent(kept) ? Math.max(0, Math.floor((kept.freshUntilMs - now()) / 1_000)) : 0;
    // What an identified client gets is its own: a proxy that does not look at `vary` must not hand it on.
    const isPublic = scope === 'PUBLIC' && client.caller === null && Object.keys(client.forwarded ?? {}).length === 0;
    return { isPublic, maxAgeS: Math.min(leftS, clientMaxAgeS) };
  }

  function hit(kept: Kept, plan: Plan, { origin, extensions }: AskedOperation): CachedAnswer {
    const { text, etag, dataEnd } = kept;
    // After `{"data":`.
    const data = text.slice(8, dataEnd);
    return { data, errors: [], extensions, text, etag, freshness: freshnessOf(kept, plan.policy, origin) };
  }

  function peekFresh(key: string): Kept | undefined {
    const kept = store.peek(key);
    return kept && kept.freshUntilMs > now() ? kept : undefined;
  }

  async function findOfStrangers(question: string, { strangers }: ViewerKeys): Promise<Kept | undefined> {
    if (strangers === undefined) return undefined;
    const kept = await store.find(question + strangers);
    return kept && kept.freshUntilMs > now() ? kept : undefined;
  }

  async function fill(
    key: string,
    plan: Plan,
    asked: AskedOperation,
    execute: () => Promise<Answer>,
  ): Promise<{ readonly answer: CachedAnswer; readonly kept?: Kept | undefined }> {
    const shared = await store.find(key);
    if (shared && shared.freshUntilMs > now()) {
      lookedUp?.('hit');
      return { answer: hit(shared, plan, asked), kept: shared };
    }

    const begun = store.begin();
    const answer = await execute();
    if (answer.data === undefined || answer.errors.length > 0) {
      const standIn = answer.errors.every(isFailure) ? store.peek(key) : undefined;
      const isUsable = standIn && standIn.usableUntilMs > now();
      lookedUp?.(isUsable ? 'stale' : 'miss');
      return isUsable ? { answer: hit(standIn, plan, asked), kept: standIn } : { answer };
    }
    lookedUp?.('miss');
    const { freshUntilMs = Number.POSITIVE_INFINITY } = answer;
    // Something stands in it for what could not be had.
    if (freshUntilMs <= now()) return { answer };
    const text = answerText(answer.data, undefined, asked.extensions);
    const what = {
      text,
      etag: etagOf(text),
      dataEnd: 8 + answer.data.length,
      tags: plan.findTags(JSON.parse(answer.data)),
      freshUntilMs,
    };
    const kept = store.keep(key, what, plan.policy, begun);
    return { answer: hit(kept, plan, asked), kept };
  }

  async function joinOrFill(
    key: string,
    plan: Plan,
    asked: AskedOperation,
    execute: () => Promise<Answer>,
  ): Promise<CachedAnswer> {
    const giveUpAt = performance.now() + JOIN_MS;
    for (let joins = 0; joins < JOINS && refills.isUnderWay(key); joins++) {
      const kept = await refills.arrival(key, giveUpAt - performance.now());
      // What came after a change that it does not have is for those who asked before.
      if (kept && store.isCurrent(kept) && kept.usableUntilMs > now()) {
        lookedUp?.('joined');
        return hit(kept, plan, asked);
      }
    }
    const land = refills.begin(key);
    let kept: Kept | undefined;
    try {
      const filled = await fill(key, plan, asked, execute);
      ({ kept } = filled);
      return filled.answer;
    } finally {
      land(kept);
    }
  }

  return {
    async answer(asked, execute) {
      const { operation, origin, variables } = asked;
      if (operation.kind === OperationTypeNode.MUTATION) {
        const answer = await execute();
        await feed.caughtUp();
        return answer;
      }
      if (!options.isOn || !store.isOn() || operation.denials?.length) return execute();
      const plan = planOf(asked);
      const viewer = plan && viewerKey(origin.client, plan.policy.scope);
      if (!plan || !viewer) return execute();

      const told = asked.extensions ? JSON.stringify(asked.extensions) : '';
      const given = variablesText(plan.variableNames, variables);
      const question = `${plan.key}\n${asked.contract ?? ''}\n${told}\n${given}\n`;
      const kept = peekFresh(question + viewer.own) ?? (await findOfStrangers(question, viewer));
      if (kept) {
        lookedUp?.('hit');
        return hit(kept, plan, asked);
      }
      return joinOrFill(question + viewer.own, plan, asked, execute);
    },
  };
}

function makePlan(
  { operation: { document, operation, kind, supergraph }, query }: AskedOperation,
  defaults: PolicyDefaults,
): Plan | null {
  const schema = supergraph.supergraphSchema;
  const type = schema.getQueryType();
  if (kind !== OperationTypeNode.QUERY || !type) return null;
  const hinted = { schema, hints: readCacheHints(schema) };
  const policy = policyOf(operation.selectionSet, { type, root: 'operation', document }, hinted, defaults);
  if (policy.maxAgeS === 0) return null;
  const hash = createHash('sha256')
    .update(`${operation.name?.value ?? ''}\n${query}`)
    .digest('base64url');
  return {
    policy,
    key: `${supergraph.fingerprint}\n${hash}`,
    variableNames: (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value).toSorted(),
    findTags: compileTags(operation.selectionSet, { type, document, root: 'operation' }, hinted),
  };
}

/** Only the variables that the operation has: others change nothing. */
function variablesText(names: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const name of names)
    if (Object.hasOwn(variables, name) && variables[name] !== undefined)
      text += `${name}=${canonicalJson(variables[name])};`;
  return text;
}
