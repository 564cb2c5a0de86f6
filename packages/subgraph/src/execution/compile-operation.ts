import {
  assertValidSchema,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { conditionKey, conditionNames, pickConditions } from './conditions.ts';
import { createSeries } from './execute-serially.ts';
import { compileField, type CompiledField } from './field.ts';
import { Pending, type Holder } from './pending.ts';
import type { Position } from './position.ts';
import type { Program, Selection } from './program.ts';
import { Run, type CoercedVariables } from './run.ts';
import { createSelection } from './selection.ts';
import { compileVariables } from './variables.ts';

/** An operation made ready to be executed again and again. */
export interface CompiledOperation {
  /**
   * Executes it as graphql-js' `execute` would, a subscription with an event as its root value. It completes at once where no resolver
   * is asynchronous. Never throws or rejects.
   */
  execute(
    rootValue: unknown,
    contextValue: unknown,
    variables: Readonly<Record<string, unknown>> | undefined,
  ): ExecutionResult | Promise<ExecutionResult>;
}

export interface CompileOptions {
  /** After how many objects a selection is worth code of its own. */
  readonly hotAfter?: number;
}

const HOT_AFTER = 64;

/** Enough for six conditions in all their combinations; beyond, the oldest is compiled anew when it comes again. */
const MAX_VARIANTS = 64;

/**
 * Compiles one operation of a valid document: closures first, whose paths, arguments and completions are laid once, then generated code
 * for what is executed often. What stands below a field is compiled when an object is met there, so that the work is bounded by the
 * answer's size and not by what nested fragments could expand to.
 * @returns errors when the document has no such operation.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
  { hotAfter = HOT_AFTER }: CompileOptions = {},
): CompiledOperation | { readonly errors: readonly GraphQLError[] } {
  assertValidSchema(schema);
  const operation = findOperation(document, operationName);
  if (operation instanceof GraphQLError) return { errors: [operation] };
  const fragments = fragmentsOf(document);
  const coerce = compileVariables(schema, operation.variableDefinitions ?? []);
  const names = conditionNames(document);
  const variants = new Map<string, Selection>();

  const variantFor = (variables: CoercedVariables): Selection => {
    const key = conditionKey(names, variables);
    const known = variants.get(key);
    if (known) return known;
    const program: Program = {
      schema,
      operation,
      fragments,
      conditions: pickConditions(names, variables),
      select: (type, fieldNodes, position) =>
        createSelection(compileFields(program, type, selectionSetsOf(fieldNodes), position), position, hotAfter),
    };
    const variant = compileRoot(program, hotAfter);
    if (variants.size >= MAX_VARIANTS) variants.delete(variants.keys().next().value ?? key);
    variants.set(key, variant);
    return variant;
  };

  return {
    execute(rootValue, contextValue, given) {
      const { coerced, errors } = coerce(given ?? {});
      if (errors) return { errors };
      const run = new Run(rootValue, contextValue, coerced);
      let data: unknown;
      try {
        data = variantFor(coerced).execute(run, [], rootValue);
      } catch (error) {
        return failure(run, error);
      }
      return data instanceof Pending ? whenSettled(run, data) : success(run, data);
    },
  };
}

function findOperation(
  { definitions }: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode | GraphQLError {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name != null)
    return (
      operations.findLast((operation) => operation.name?.value === name) ??
      new GraphQLError(`Unknown operation named "${name}".`)
    );
  if (operations.length > 1)
    return new GraphQLError('Must provide operation name if query contains multiple operations.');
  return operations[0] ?? new GraphQLError('Must provide an operation.');
}

function fragmentsOf({ definitions }: DocumentNode): Program['fragments'] {
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

/** @throws GraphQLError when the schema has no such root type, or a condition of a root field has no value. */
function compileRoot(program: Program, hotAfter: number): Selection {
  const { schema, operation } = program;
  const type = schema.getRootType(operation.operation);
  if (!type)
    throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`, {
      nodes: operation,
    });
  const fields = compileFields(program, type, [operation.selectionSet], undefined);
  return operation.operation === OperationTypeNode.MUTATION
    ? createSeries(fields)
    : createSelection(fields, undefined, hotAfter);
}

function compileFields(
  program: Program,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  position: Position | undefined,
): CompiledField[] {
  const fields = [...collectFields(program, type, selectionSets)];
  return fields.flatMap(([key, fieldNodes]) => compileField(program, type, key, fieldNodes, position) ?? []);
}

function selectionSetsOf(fieldNodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function success({ errors: { list: errors } }: Run, data: unknown): ExecutionResult {
  // A selection makes objects.
  const answer = data as Record<string, unknown>;
  return errors.length > 0 ? { errors, data: answer } : { data: answer };
}

function failure({ errors }: Run, error: unknown): ExecutionResult {
  // What comes up to the root was located where it happened.
  errors.add(error as GraphQLError, []);
  return { errors: errors.list, data: null };
}

function whenSettled(run: Run, data: Pending): Promise<ExecutionResult> {
  return new Promise((resolve) => {
    const root: Holder = {
      settle: (_slot, value) => resolve(success(run, value)),
      fail: (error) => resolve(failure(run, error)),
    };
    data.heldBy(root, '');
  });
}
