import { OPERATION_RULES } from '@bazaar/runtime/operation-rules';
import type { PartnerDocument } from '@bazaar/users/domain/partner-document';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { describeDenied, type FindDeniedFields } from './denied-fields.ts';
import type { DocumentWithText } from './read-document-pages.ts';

/** Names those documents that cannot be run under a contract, with the first reason: one line each. */
export function listInvalid(documents: readonly DocumentWithText[], contract: GraphQLSchema): string[] {
  return documents.flatMap(({ document, text }) => {
    // It was parsed when it was published.
    const [mistake] = validate(contract, parse(text), OPERATION_RULES);
    return mistake ? [`${nameOf(document)}: ${mistake.message.replace(/\s+/g, ' ')}`] : [];
  });
}

/** Names what keys with `to` are denied of documents, and keys with `from` are not: one line for each place. */
export function listNewlyDenied(
  documents: readonly DocumentWithText[],
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
  deniedFields: FindDeniedFields,
): string[] {
  return documents.flatMap(({ document, text }) => {
    const before = deniedFields(text, from);
    // What stood below a denied place was not answered either.
    const wasDenied = (place: string) => before.some(({ path }) => `${place}.`.startsWith(`${path}.`));
    return deniedFields(text, to).flatMap((denied) =>
      wasDenied(denied.path) ? [] : [`${nameOf(document)}: ${describeDenied(denied)}`],
    );
  });
}

function nameOf({ operationName, hash }: PartnerDocument): string {
  return `${operationName} ${hash.slice(0, 12)}…`;
}
