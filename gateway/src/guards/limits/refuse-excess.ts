import { GraphQLError, type DocumentNode } from 'graphql';
import { refuse, type Refusal } from '../../pipeline/refusal.ts';
import { findDocumentExcess, findVariableExcess, type Excess } from './find-excess.ts';
import type { LimitSettings } from './limit-settings.ts';

/** Refuses texts that are longer than documents may be, comments and all. To be asked before anything reads them. */
export function refuseTextExcess(text: string, { characters }: Pick<LimitSettings, 'characters'>): Refusal | undefined {
  if (text.length <= characters) return undefined;
  const message = `A document may have at most ${characters} characters; this one has ${text.length}.`;
  return refuse('GRAPHQL_VALIDATION_FAILED', [new GraphQLError(message)], 'limit:characters');
}

/**
 * Refuses documents beyond the limits. To be asked before validation: some rules of graphql-js go deeper or take longer than such documents are worth.
 */
export function refuseDocumentExcess(document: DocumentNode, limits: LimitSettings): Refusal | undefined {
  return refusalOf('GRAPHQL_VALIDATION_FAILED', findDocumentExcess(document, limits));
}

/** Refuses variables beyond the limits. To be asked before they are held against their types, which recurses into them. */
export function refuseVariableExcess(
  variables: Readonly<Record<string, unknown>>,
  limits: LimitSettings,
): Refusal | undefined {
  return refusalOf('BAD_USER_INPUT', findVariableExcess(variables, limits));
}

function refusalOf(code: string, excesses: readonly Excess[]): Refusal | undefined {
  const [first] = excesses;
  if (!first) return undefined;
  return refuse(
    code,
    excesses.map(({ message }) => new GraphQLError(message)),
    `limit:${first.limit}`,
  );
}
