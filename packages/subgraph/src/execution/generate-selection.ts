import {
  getNullableType,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isScalarType,
  type GraphQLOutputType,
} from 'graphql';
import { ownerOf, type CompiledField } from './field.ts';
import { Pending, PendingParts } from './pending.ts';
import { recover, type Position } from './position.ts';
import type { ExecuteField } from './run.ts';

const TOOLS = { ownerOf, Pending, PendingParts, recover };

type Factory = (tools: typeof TOOLS, fields: readonly CompiledField[], position: Position | undefined) => ExecuteField;

/**
 * Writes the code that executes exactly these fields, as V8 likes it best: each property is read at a place of its own, a value that
 * its built-in scalar would leave as it is skips completion, and the answer is one literal. Of its text only response keys and property
 * names come from outside, as JSON.
 */
export function generateSelection(fields: readonly CompiledField[], position: Position | undefined): ExecuteField {
  const text = `'use strict';
const { ownerOf, Pending, PendingParts, recover } = tools;
${fields.map((_, index) => bindings(index)).join('\n')}
return (run, at, source) => {
  const owner = ownerOf(source);
  let pending;
  try {
    ${fields.map(statements).join('\n    ')}
    const answer = { ${fields.map(({ key }, index) => `${propertyName(key)}: value${index}`).join(', ')} };
    return pending === undefined ? answer : pending.fill(answer);
  } catch (error) {
    if (pending === undefined) throw error;
    return pending.abandon(error, at);
  }
};`;
  // oxlint-disable-next-line typescript/no-implied-eval -- fixed text and JSON only, as said above
  const factory = new Function('tools', 'fields', 'position', text) as Factory;
  return factory(TOOLS, fields, position);
}

function bindings(index: number): string {
  return `const { execute: execute${index}, completeProperty: complete${index}, constant: constant${index}, site: { position: position${index} } } = fields[${index}];`;
}

function statements(field: CompiledField, index: number): string {
  const value = `value${index}`;
  if (field.constant !== undefined) return `const ${value} = constant${index};`;
  const hold = `if (${value} instanceof Pending) { (pending ??= new PendingParts(run, position)).hold(${value}, ${JSON.stringify(field.key)}); ${value} = null; }`;
  if (!field.completeProperty) return `let ${value} = execute${index}(run, at, source); ${hold}`;
  const { name, type } = field.site.definition;
  const isPlain = plainTest(type)?.replaceAll('$', value) ?? 'false';
  return `let ${value};
    try {
      ${value} = owner[${JSON.stringify(name)}];
      if (!(${isPlain})) ${value} = complete${index}(run, at, ${value}, source);
    } catch (error) { ${value} = recover(run, position${index}, at, error); }
    ${hold}`;
}

/** In a literal, `__proto__` would set the prototype; and a computed name costs what a literal gains. */
function propertyName(key: string): string {
  return key === '__proto__' ? `['__proto__']` : JSON.stringify(key);
}

/** By serializer, which values (`$`) it returns as they are. */
const PLAIN_TESTS = new Map<unknown, string>([
  [GraphQLString.serialize, "typeof $ === 'string'"],
  [GraphQLID.serialize, "typeof $ === 'string'"],
  [GraphQLBoolean.serialize, "typeof $ === 'boolean'"],
  [GraphQLInt.serialize, "typeof $ === 'number' && ($ | 0) === $"],
  [GraphQLFloat.serialize, "typeof $ === 'number' && $ - $ === 0"],
]);

function plainTest(type: GraphQLOutputType): string | undefined {
  const named = getNullableType(type);
  return isScalarType(named) ? PLAIN_TESTS.get(named.serialize) : undefined;
}
