import { foldText } from './search-words.ts';

/** Known words that resemble an unknown one, the most similar first. */
export type Candidates = Readonly<Record<string, readonly string[]>>;

/**
 * The query with each mistyped word replaced, in its place, by the closest known one; null when nothing changes. A word of four or five letters may be
 * one typing error away, a longer one two; the beginning of a known word counts as that word.
 */
export function correctSpelling(query: string, candidates: Candidates): string | null {
  const typed = query.normalize('NFC');
  const corrected = typed.replaceAll(/[\p{L}\p{M}\p{N}]+/gu, (token) => {
    const word = foldText(token);
    return closest(word, candidates[word] ?? []) ?? token;
  });
  return corrected === typed ? null : corrected;
}

function closest(word: string, candidates: readonly string[]): string | null {
  const allowed = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = Math.min(typingErrors(word, candidate), candidate.startsWith(word) ? 0.5 : Infinity);
    if (distance < bestDistance && distance <= Math.max(allowed, 0.5)) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Letters left out, added, replaced, or neighbours swapped, between two words. */
export function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
