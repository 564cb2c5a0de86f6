import type { Mutation, Query, Subscription } from '../generated/resolvers.ts';

/** What an operation answers, as a test expects it: everything is there. Looking into what is null after all fails the test, as it should. */
type Present<T> = T extends Date
  ? string
  : T extends readonly (infer Element)[]
    ? Present<NonNullable<Element>>[]
    : T extends object
      ? { [Field in keyof T]-?: Present<NonNullable<T[Field]>> }
      : T;

export type Answer = Present<Query> & Present<Mutation>;
export type LiveAnswer = Present<Subscription>;
