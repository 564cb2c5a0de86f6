import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type ConstValueNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import type { LeftOut } from './decide-elements.ts';

export interface References {
  /** Names of the types that a client of the contract can come across. */
  readonly reached: ReadonlySet<string>;
  /** Why there can be no such contract, one sentence for each reason; empty when there can. */
  readonly problems: readonly string[];
}

/**
 * Follows everything in the contract from its root types, and finds what refers to something that is not in it. What nobody can reach has no problems:
 * it is left out. An interface that only its own types refer to does not bring its other types along.
 */
export function followReferences(api: GraphQLSchema, leftOut: LeftOut): References {
  const reached = new Set<string>();
  const problems = new Set<string>();
  const waiting: GraphQLNamedType[] = [];
  const isIn = ({ name }: GraphQLNamedType) => !leftOut.has(name);
  const why = (coordinate: string) => leftOut.get(coordinate) ?? 'nothing leads to it';

  function reach(type: GraphQLNamedType): void {
    if (reached.has(type.name)) return;
    reached.add(type.name);
    waiting.push(type);
  }

  /** `user` is the element that refers to the type, by its coordinate. */
  function follow(user: string, type: GraphQLType): void {
    const named = getNamedType(type);
    if (!isIn(named)) {
      problems.add(`${user} is in the contract, but its type ${named.name} is not: ${why(named.name)}.`);
      return;
    }
    reach(named);
    if (!isInterfaceType(named) && !isUnionType(named)) return;
    const possible = api.getPossibleTypes(named).filter(isIn);
    possible.forEach(reach);
    if (possible.length === 0)
      problems.add(`${user} is in the contract, but none of the types that ${named.name} can be: nothing of them is.`);
  }

  function lookAtInputs(
    owner: string,
    inputs: readonly (GraphQLArgument | GraphQLInputField)[],
    coordinateOf: (name: string) => string,
  ): void {
    for (const input of inputs) {
      const coordinate = coordinateOf(input.name);
      if (leftOut.has(coordinate)) {
        if (isNonNullType(input.type) && input.defaultValue === undefined)
          problems.add(
            `${coordinate} is required and not in the contract: ${why(coordinate)}. Nobody could use ${owner}.`,
          );
        continue;
      }
      follow(coordinate, input.type);
      const given = input.astNode?.defaultValue;
      if (given) lookAtDefault(coordinate, given, input.type);
    }
  }

  function lookAtDefault(user: string, value: ConstValueNode, type: GraphQLType): void {
    const named = getNamedType(type);
    if (value.kind === Kind.LIST) for (const item of value.values) lookAtDefault(user, item, type);
    const used = (name: string) => {
      const coordinate = `${named.name}.${name}`;
      if (leftOut.has(coordinate))
        problems.add(`The default of ${user} uses ${coordinate}, which is not in the contract: ${why(coordinate)}.`);
    };
    if (value.kind === Kind.ENUM) used(value.value);
    if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return;
    for (const field of value.fields) {
      used(field.name.value);
      const definition = named.getFields()[field.name.value];
      if (definition) lookAtDefault(user, field.value, definition.type);
    }
  }

  function lookAtFields(type: GraphQLObjectType | GraphQLInterfaceType): void {
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (leftOut.has(coordinate)) continue;
      follow(coordinate, field.type);
      lookAtInputs(coordinate, field.args, (name) => `${coordinate}(${name}:)`);
    }
    for (const parent of type.getInterfaces().filter(isIn)) {
      reach(parent);
      lookAtPromises(type, parent);
    }
  }

  /** Whether `type` keeps what the interface promises. */
  function lookAtPromises(type: GraphQLObjectType | GraphQLInterfaceType, parent: GraphQLInterfaceType): void {
    for (const field of Object.values(parent.getFields())) {
      if (leftOut.has(`${parent.name}.${field.name}`)) continue;
      const elements = [field.name, ...field.args.map(({ name }) => `${field.name}(${name}:)`)];
      for (const element of elements) {
        const coordinate = `${type.name}.${element}`;
        if (leftOut.has(coordinate) && !leftOut.has(`${parent.name}.${element}`))
          problems.add(`${parent.name}.${element} is in the contract, but ${coordinate} is not: ${why(coordinate)}.`);
      }
    }
  }

  function lookAtInputObject(type: GraphQLInputObjectType): void {
    lookAtInputs(type.name, Object.values(type.getFields()), (name) => `${type.name}.${name}`);
  }

  const query = api.getQueryType();
  if (query && !isIn(query))
    problems.add(`${query.name} is not in the contract: ${why(query.name)}. There must be something to ask for.`);
  for (const root of [query, api.getMutationType(), api.getSubscriptionType()]) if (root && isIn(root)) reach(root);
  for (const directive of api.getDirectives())
    lookAtInputs(`@${directive.name}`, directive.args, (name) => `@${directive.name}(${name}:)`);

  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (isObjectType(type) || isInterfaceType(type)) lookAtFields(type);
    else if (isInputObjectType(type)) lookAtInputObject(type);
  }
  return { reached, problems: [...problems] };
}
