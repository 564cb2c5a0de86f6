import { GraphQLError, specifiedRules, type ValidationRule } from 'graphql';

/**
 * An operation is of a kind that the schema has. graphql-js leaves that to execution, and its other rules let everything pass below a root type that is not
 * there: whoever executes with another schema than the one that was validated against, as a gateway does, has to ask here.
 */
export const KnownRootTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`There are no ${PLURALS[node.operation]} here.`, { nodes: node }));
  },
});

const PLURALS = { query: 'queries', mutation: 'mutations', subscription: 'subscriptions' };

/** What every operation is held against. */
export const OPERATION_RULES: readonly ValidationRule[] = [KnownRootTypes, ...specifiedRules];
