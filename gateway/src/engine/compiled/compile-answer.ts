import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Place } from '../plain/place.ts';
import { clientErrors, type TranslateErrors } from './client-errors.ts';
import { explainNulls } from './explain-nulls.ts';
import { rootShape } from './response-shape.ts';
import type { Data } from './run.ts';
import type { Writing } from './generate-writer.ts';
import { compileWriter } from './write-json.ts';

export interface CompiledAnswer {
  /** `data` as JSON text. */
  readonly data: string;
  /** With the client's paths, and not masked. */
  readonly errors: readonly GraphQLFormattedError[];
}

export interface ClientOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Where its fields stand in what is fetched. */
  readonly root: Place;
  /** Fields that are null whatever the data say: they are not fetched. */
  readonly denied?: ReadonlySet<FieldNode> | undefined;
}

/** Makes the client's answer of what was fetched. The paths of errors lead into that. `isPlain`: no text of it has anything that JSON escapes. */
export type WriteAnswer = (data: Data, errors: readonly GraphQLFormattedError[], isPlain?: boolean) => CompiledAnswer;

/** @param isTrue the value of each variable that skips or includes something. */
export function compileAnswer(
  { document, operation, root, denied }: ClientOperation,
  apiSchema: GraphQLSchema,
  isTrue: (variable: string) => boolean,
  toClient: TranslateErrors = clientErrors,
): WriteAnswer {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const type = apiSchema.getRootType(operation.operation);
  if (!type) throw new Error(`The schema has no ${operation.operation}.`);
  const shape = rootShape(operation.selectionSet, type, root, { schema: apiSchema, fragments, isTrue, denied });
  const write = compileWriter(shape);

  return (data, fetchErrors, isPlain = false) => {
    const writing: Writing = { isPlain, isFlawed: false };
    const text = write(data, writing);
    const errors = fetchErrors.length > 0 ? toClient(fetchErrors, { data, shape, root }) : fetchErrors;
    return { data: text, errors: writing.isFlawed ? [...errors, ...explainNulls(shape, data, errors)] : errors };
  };
}
