import { isUnstorableText } from '@bazaar/postgres/errors';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';

/**
 * Turns execution errors into what callers may see: Faults keep code and message, mistakes in the operation or its variables become
 * `BAD_REQUEST`, everything else is a bug, masked and logged once with its path.
 */
export function formatErrors(errors: readonly GraphQLError[], log: Logger): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { originalError: cause, path, locations } = error;
    if (cause instanceof Fault) {
      if (cause.code === 'INTERNAL') log.error({ err: cause, path }, 'a resolver failed');
      return {
        message: cause.message,
        path,
        extensions: { code: cause.code, ...(cause.field && { field: cause.field }) },
      };
    }
    if (isCallersMistake(error))
      return { message: error.message, ...(path ? { path } : { locations }), extensions: { code: 'BAD_REQUEST' } };
    if (isUnstorableText(cause))
      return { message: 'A text holds the character U+0000.', path, extensions: { code: 'BAD_REQUEST' } };
    log.error({ err: cause ?? error, path }, 'a resolver failed');
    return { message: 'Something went wrong.', path, extensions: { code: 'INTERNAL' } };
  });
}

/**
 * Whether the operation, its variables or an argument is at fault, in the executor's own words. A result that could not be completed, such as
 * a text for an Int or an object of no known type, is told as a GraphQLError too: with a path, and about its field as a whole. Those words
 * name what is inside.
 */
function isCallersMistake(error: Error): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { originalError: cause, path, nodes } = error;
  if (cause && !(cause instanceof GraphQLError)) return false;
  return !path || nodes?.some(({ kind }) => kind !== Kind.FIELD) === true;
}
