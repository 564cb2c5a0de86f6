/** Shorter words are neither remembered nor corrected. */
const MIN_LENGTH = 3;
const MAX_LENGTH = 40;

/** Lower case without accents: how titles are sorted and words are compared. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The different words of a text, folded. */
export function searchWords(text: string): string[] {
  const words = foldText(text).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word.length >= MIN_LENGTH && word.length <= MAX_LENGTH))];
}
