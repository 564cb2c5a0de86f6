import { isUnstorableText } from '@bazaar/postgres/errors';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

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
    // Errors of graphql-js itself: the operation or its variables are at fault, unless a result could not be completed (which has a path).
    if (!path) return { message: error.message, locations, extensions: { code: 'BAD_REQUEST' } };
    if (cause instanceof GraphQLError || isArgumentError(error))
      return { message: error.message, path, extensions: { code: 'BAD_REQUEST' } };
    if (isUnstorableText(cause))
      return { message: 'A text holds the character U+0000.', path, extensions: { code: 'BAD_REQUEST' } };
    log.error({ err: cause ?? error, path }, 'a resolver failed');
    return { message: 'Something went wrong.', path, extensions: { code: 'INTERNAL' } };
  });
}

/** graphql-js reports a wrong argument value while executing as an error on the field, pointing at the argument's node. */
function isArgumentError(error: GraphQLError): boolean {
  return !error.originalError && error.nodes?.some((node) => node.kind !== 'Field') === true;
}
