export const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** The `accept` headers that clients send most, as Apollo Server decides them; undefined leaves all others to its negotiation. */
export function answerType(accept: string | undefined): string | undefined {
  switch (accept) {
    case undefined:
    case '*/*':
    case 'application/json':
      return JSON_TYPE;
    case 'application/graphql-response+json':
    case 'application/graphql-response+json, application/json':
    case 'application/graphql-response+json,application/json':
    case 'application/graphql-response+json,application/json;q=0.9':
    case 'application/graphql-response+json, application/json;q=0.9':
    // urql's, for what is no subscription.
    case 'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed':
      return RESPONSE_TYPE;
    default:
      return undefined;
  }
}
