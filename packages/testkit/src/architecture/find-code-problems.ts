import { Kind, print, type EnumTypeDefinitionNode } from 'graphql';
import type { NamedSchema } from './find-schema-problems.ts';

/**
 * What a code may say of its subject, one word for one condition. Who misses a word looks first whether its meaning stands here already.
 */
export const CONDITIONS = [
  // What is wrong with an input.
  'INVALID', // not of its form, or beyond its limits
  'REQUIRED', // left out, and needed
  'DUPLICATED', // twice in the same input
  'NOT_FOUND', // not there, or not for this viewer
  'TAKEN', // a value that something else has
  'EXISTS', // a thing that is there already
  'REUSED', // a key that came with another input before
  'WEAK', // a secret that is easily guessed
  'MISMATCH', // not the same as what it must be the same as

  // What is no longer, or not now.
  'STALE', // older than what is there now
  'CHANGED', // another one than was agreed to
  'OUT_OF_STOCK',
  'UNAVAILABLE',
  'INACTIVE',
  'INSUFFICIENT',
  'LIMIT_REACHED',

  // What is not done with it.
  'NOT_ALLOWED',
  'NOT_SUPPORTED',
  'NOT_TRACKED',
  'NOT_PURCHASABLE',
  'NOT_CANCELLABLE',
  'NOT_SHIPPABLE',

  // Where it stands.
  'EMPTY',
  'PENDING',
  'FROZEN',
  'AWAITING_PAYMENT',
  'CONFIRMED',
  'DELIVERED',
  'CANCELLED',
  'DECLINED',
  'FAILED',
  'EXPIRED',
  'INTERRUPTED',
] as const;

/** Words of conditions and fillers: none of them stands in the name of a subject. */
const NO_SUBJECT =
  /^(INVALID|MISSING|UNKNOWN|BAD|WRONG|ILLEGAL|DUPLICATE|UNSUPPORTED|TOO|NO|NOT|NOTHING|ALREADY|CANNOT|IS|HAS)$/;

/**
 * Where a subgraph's errors leave the conventions: `ShopUserError` and `ShopErrorCode` in the subgraph shop, and codes that are a subject
 * and then its condition, in every enum of codes.
 */
export function findCodeProblems({ name, typeDefs }: NamedSchema): string[] {
  const stem = name.slice(0, 1).toUpperCase() + name.slice(1);
  const problems = typeDefs.definitions.flatMap((node) => {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION && isUserError(node.interfaces ?? [])) {
      const fields = (node.fields ?? []).map((field) => `${field.name.value}: ${print(field.type)}`);
      const wanted = [`code: ${stem}ErrorCode!`, 'message: String!', 'field: [String!]'];
      return [
        ...(node.name.value === `${stem}UserError` ? [] : [`${node.name.value} must be called ${stem}UserError`]),
        ...(fields.join() === wanted.join() ? [] : [`${node.name.value} must have ${wanted.join(', ')}`]),
      ];
    }
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || !node.name.value.endsWith('Code')) return [];
    const misnamed = node.name.value.endsWith('ErrorCode') && node.name.value !== `${stem}ErrorCode`;
    return [
      ...(misnamed ? [`${node.name.value} must be called ${stem}ErrorCode`] : []),
      ...codesOf(node)
        .filter((code) => conditionOf(code) === null)
        .map((code) => `${node.name.value}.${code} is not a subject and one of the known conditions`),
    ];
  });
  return problems.map((problem) => `${name}: ${problem}`);
}

/** The condition that a code ends with; null when it is none of the known ones, or when nothing that could be a subject precedes it. */
export function conditionOf(code: string): (typeof CONDITIONS)[number] | null {
  const condition = CONDITIONS.find((candidate) => code.endsWith(`_${candidate}`));
  if (!condition) return null;
  const subject = code.slice(0, -condition.length - 1).split('_');
  return subject.some((word) => NO_SUBJECT.test(word)) ? null : condition;
}

/** Every code of a subgraph, in all its enums of codes. */
export function listCodes({ typeDefs }: NamedSchema): string[] {
  return typeDefs.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value.endsWith('Code') ? codesOf(node) : [],
  );
}

function codesOf(node: EnumTypeDefinitionNode): string[] {
  return (node.values ?? []).map((value) => value.name.value);
}

function isUserError(interfaces: readonly { readonly name: { readonly value: string } }[]): boolean {
  return interfaces.some((implemented) => implemented.name.value === 'UserError');
}
