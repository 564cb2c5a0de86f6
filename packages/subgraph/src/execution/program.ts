import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Position } from './position.ts';
import type { CoercedVariables, ExecuteField } from './run.ts';

/** What is compiled: one operation, with the outcome of every `@skip` and `@include`. */
export interface Program {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The variables on which `@skip` and `@include` depend. */
  readonly conditions: CoercedVariables;
  /** Compiles what `fieldNodes`, which stand at `position`, select of objects of type `type`. */
  select(type: GraphQLObjectType, fieldNodes: readonly FieldNode[], position: Position): Selection;
}

/** A field in its place in the operation. */
export interface Site {
  readonly program: Program;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** One for each time that the operation names the field. */
  readonly fieldNodes: FieldNodes;
  readonly position: Position;
}

export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/** What is selected of one object. */
export interface Selection {
  readonly execute: ExecuteField;
}
