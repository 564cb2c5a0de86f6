import { createExpiringLru } from '@bazaar/ephemeral/expiring-lru';

/** Answers to questions that are asked again and again, kept for a while. */
export interface KeptAnswers<Answer> {
  /** The answer to the question `key` names; `ask` is called when none is kept. Null: there is none. @throws what `ask` threw, which is not kept. */
  get(key: string, ask: () => Promise<Answer | null>): Promise<Answer | null>;
}

/**
 * Keeps answers for `foundMs`, and for `missingMs` that there is none, up to a weight of `maxWeight` and `maxMissing` of the latter: apart, so that whoever
 * asks for much that is not there pushes out nothing that is. Those who ask the same at the same time are answered by one call.
 */
export function keepAnswers<Answer extends object>(options: {
  readonly foundMs: number;
  readonly missingMs: number;
  readonly maxWeight: number;
  readonly maxMissing: number;
  /** Each answer weighs one when left out. */
  readonly weigh?: (key: string, answer: Answer) => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}): KeptAnswers<Answer> {
  const { foundMs, missingMs, now } = options;
  const found = createExpiringLru<Answer>({ maxWeight: options.maxWeight, weigh: options.weigh, now });
  const missing = createExpiringLru<true>({ maxWeight: options.maxMissing, now });
  const asked = new Map<string, Promise<Answer | null>>();

  async function askOnce(key: string, ask: () => Promise<Answer | null>): Promise<Answer | null> {
    try {
      // From when it was asked: what changed meanwhile may not be in the answer.
      const askedAt = now();
      const answer = await ask();
      if (answer) found.set(key, answer, askedAt + foundMs);
      else missing.set(key, true, askedAt + missingMs);
      return answer;
    } finally {
      asked.delete(key);
    }
  }

  return {
    async get(key, ask) {
      const kept = found.get(key);
      if (kept) return kept;
      if (missing.get(key)) return null;
      let answer = asked.get(key);
      if (!answer) asked.set(key, (answer = askOnce(key, ask)));
      return answer;
    },
  };
}
