import { InvalidArgumentError } from 'commander';

/** Parses a whole number from 1. @throws InvalidArgumentError */
export function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return count;
}

/** Parses whole numbers from 1, separated by commas. @throws InvalidArgumentError */
export function toCounts(text: string): number[] {
  return [...new Set(text.split(',').map((part) => toCount(part.trim())))];
}

/** A parser of names of `known`, separated by commas; it keeps the order of `known`. */
export function toNamesOf<Name extends string>(known: readonly Name[]): (text: string) => Name[] {
  return (text) => {
    const asked = text.split(',').map((part) => part.trim());
    const unknown = asked.filter((name) => !known.some((candidate) => candidate === name));
    if (unknown.length > 0)
      throw new InvalidArgumentError(`There is no ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return known.filter((name) => asked.includes(name));
  };
}
