/** Shorter words are neither remembered nor corrected. */
const MIN_LENGTH = 3;
const MAX_LENGTH = 40;

/** Lower case without accents: how titles are sorted and words are compared. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The different words of a text that can be mistyped, folded: letters only, for a wrong digit is another thing. */
export function searchWords(text: string): string[] {
  const words = foldText(text).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => isCorrectable(word)))];
}

function isCorrectable(word: string): boolean {
  return word.length >= MIN_LENGTH && word.length <= MAX_LENGTH && !/\p{N}/u.test(word);
}
