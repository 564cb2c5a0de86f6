import { parse, stripIgnoredCharacters } from 'graphql';
import { MAX_TOKENS } from './accept-document.ts';

/**
 * A text as texts are compared: without spaces, commas and comments that mean nothing, its operations and fragments in one order. Apollo's manifests
 * sort them, and its client sends them as they stand in the source.
 */
export function normaliseText(text: string): string {
  try {
    const { definitions } = parse(text, { maxLexicalTokens: MAX_TOKENS });
    return definitions
      .map(({ loc }) => stripIgnoredCharacters(text.slice(loc?.start, loc?.end)))
      .toSorted()
      .join('\n');
  } catch {
    // No GraphQL, or more of it than the gateway takes: it is itself.
    return text;
  }
}
