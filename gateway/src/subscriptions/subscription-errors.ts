import { GraphQLError } from 'graphql';

/** How subscriptions end when it is not by their own end: codes that clients may act upon. */

export function slowConsumer(): GraphQLError {
  return withCode('SLOW_CONSUMER', 'Events came faster than they were read. Subscribe again for the current state.');
}

/** Apollo Router's code: clients that know it subscribe again by themselves. */
export function schemaReloaded(): GraphQLError {
  return withCode('SUBSCRIPTION_SCHEMA_RELOAD', 'The schema has changed. Subscribe again.');
}

function withCode(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
