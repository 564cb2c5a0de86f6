import { formatMoney } from '@bazaar/money/format';
import type { Money } from '@bazaar/money/money';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** Resolvers of the types in `schema/shared.graphql`, the same in every subgraph. */
export const sharedResolvers = {
  DateTime: new GraphQLScalarType<Date, string>({
    name: 'DateTime',
    serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
    parseValue: parseDateTime,
    parseLiteral: (node) => parseDateTime(stringOf(node)),
  }),
  MinorUnits: new GraphQLScalarType<number, number>({
    name: 'MinorUnits',
    serialize: parseMinorUnits,
    parseValue: parseMinorUnits,
    parseLiteral: (node) => parseMinorUnits(node.kind === Kind.INT ? Number(node.value) : undefined),
  }),
  Money: {
    formatted: (money: Money, { locale }: { locale?: string | null }) => formatMoney(money, locale ?? 'en'),
  },
};

function parseDateTime(value: unknown): Date {
  const date = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value) : new Date(NaN);
  if (Number.isNaN(date.getTime()))
    throw new GraphQLError('A DateTime is an ISO 8601 text such as "2026-01-31T12:00:00Z".');
  return date;
}

function parseMinorUnits(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new GraphQLError('MinorUnits is a whole number of the currency’s smallest unit.');
}

function stringOf(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}
