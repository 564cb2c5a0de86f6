import { Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { Factor, Variables } from './sums.ts';

/** What an operation says its variables are when the client does not send them. */
export type VariableDefaults = ReadonlyMap<string, ValueNode>;

export function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): VariableDefaults {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, defaultValue] as const] : [],
    ),
  );
}

/** Whether the client sent the variable, null included. */
export function isSent(variables: Variables, name: string): boolean {
  return Object.hasOwn(variables, name) && variables[name] !== undefined;
}

interface Conditional {
  readonly directives?: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[];
  }[];
}

/** 1 where `@skip` and `@include` let a selection through, 0 where they do not. */
export function conditionOf({ directives = [] }: Conditional, defaults: VariableDefaults): Factor {
  let condition: Factor = 1;
  for (const directive of directives) {
    const wanted = { include: true, skip: false }[directive.name.value];
    const given = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (wanted === undefined || !given) continue;
    condition = both(condition, givenBoolean(given, wanted, defaults));
  }
  return condition;
}

function givenBoolean(given: ValueNode, wanted: boolean, defaults: VariableDefaults): Factor {
  if (given.kind !== Kind.VARIABLE) return given.kind === Kind.BOOLEAN && given.value === wanted ? 1 : 0;
  const name = given.name.value;
  const fallback = defaults.get(name);
  const otherwise = fallback?.kind === Kind.BOOLEAN && fallback.value === wanted ? 1 : 0;
  return (variables) => {
    if (!isSent(variables, name)) return otherwise;
    return variables[name] === wanted ? 1 : 0;
  };
}

function both(left: Factor, right: Factor): Factor {
  if (left === 1) return right;
  if (right === 1) return left;
  return (variables) =>
    (typeof left === 'number' ? left : left(variables)) * (typeof right === 'number' ? right : right(variables));
}
