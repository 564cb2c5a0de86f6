import {
  Kind,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { fragmentsInOrder } from '../fragments-in-order.ts';

/** How much one operation asks for, with its fragments written out wherever they are spread. Counts end at `Number.MAX_SAFE_INTEGER`. */
export interface OperationMeasures {
  /** Fields within fields; a root field is at depth 1. */
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly variables: number;
}

export interface DocumentMeasures {
  readonly operations: readonly OperationMeasures[];
  /** Braces within braces, as they are written: selection sets and values. What walks a document by recursion goes this deep. */
  readonly nesting: number;
  /** Entries of the longest list that is written out. */
  readonly listLength: number;
  /** Named and inline, as they are written. */
  readonly fragments: number;
  /** Fields, as they are written, beyond the first of their name in one selection set. */
  readonly repeats: number;
}

/** What is counted over a whole document. */
type Extremes = { -readonly [Measure in Exclude<keyof DocumentMeasures, 'operations'>]: number };

/** What a selection set adds up to with everything it spreads. */
type Totals = Omit<OperationMeasures, 'variables'>;

/** What stands in a definition itself. */
interface Own extends Totals {
  readonly spreads: ReadonlyMap<string, Spread>;
}

/** All spreads of one fragment in one definition. */
interface Spread {
  times: number;
  /** How many of them are not within a field. */
  timesAtTop: number;
  deepest: number;
}

/**
 * Measures a parsed document, valid or not, without the schema. Takes one walk over the document and no stack, whatever its fragments multiply to and
 * however they are chained. Fragments in a circle, which validation refuses, end where they begin.
 */
export function measureDocument(document: DocumentNode): DocumentMeasures {
  const extremes = { nesting: 0, listLength: 0, fragments: 0, repeats: 0 };
  const fragments = new Map<string, Totals>();
  for (const fragment of fragmentsInOrder(document))
    fragments.set(fragment.name.value, addUp(measureDefinition(fragment, extremes), fragments));
  const operations = document.definitions
    .filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => ({
      ...addUp(measureDefinition(operation, extremes), fragments),
      variables: operation.variableDefinitions?.length ?? 0,
    }));
  return { operations, ...extremes };
}

function measureDefinition(definition: DefinitionNode, extremes: Extremes): Own {
  const own = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };
  const spreads = new Map<string, Spread>();
  let depth = 0;
  let nesting = 0;
  const nested = {
    enter: () => void (extremes.nesting = Math.max(extremes.nesting, (nesting += 1))),
    leave: () => void (nesting -= 1),
  };
  visit(definition, {
    SelectionSet: {
      enter({ selections }) {
        nested.enter();
        extremes.repeats += repeatsIn(selections);
      },
      leave: nested.leave,
    },
    FragmentDefinition: () => void (extremes.fragments += 1),
    InlineFragment: () => void (extremes.fragments += 1),
    ObjectValue: nested,
    ListValue: {
      enter({ values }) {
        nested.enter();
        extremes.listLength = Math.max(extremes.listLength, values.length);
      },
      leave: nested.leave,
    },
    Field: {
      enter({ alias }) {
        own.fields += 1;
        if (depth === 0) own.rootFields += 1;
        if (alias) own.aliases += 1;
        depth += 1;
        own.depth = Math.max(own.depth, depth);
      },
      leave: () => void (depth -= 1),
    },
    FragmentSpread({ name }) {
      let spread = spreads.get(name.value);
      if (!spread) spreads.set(name.value, (spread = { times: 0, timesAtTop: 0, deepest: 0 }));
      spread.times += 1;
      if (depth === 0) spread.timesAtTop += 1;
      spread.deepest = Math.max(spread.deepest, depth);
    },
    Directive: () => void (own.directives += 1),
  });
  return { ...own, spreads };
}

function repeatsIn(selections: readonly SelectionNode[]): number {
  const names = new Set<string>();
  let fields = 0;
  for (const selection of selections)
    if (selection.kind === Kind.FIELD) {
      fields += 1;
      names.add((selection.alias ?? selection.name).value);
    }
  return fields - names.size;
}

function addUp(own: Own, fragments: ReadonlyMap<string, Totals>): Totals {
  const totals = {
    depth: own.depth,
    fields: own.fields,
    rootFields: own.rootFields,
    aliases: own.aliases,
    directives: own.directives,
  };
  for (const [name, { times, timesAtTop, deepest }] of own.spreads) {
    const fragment = fragments.get(name);
    if (!fragment) continue;
    totals.depth = Math.max(totals.depth, deepest + fragment.depth);
    totals.fields = saturated(totals.fields + times * fragment.fields);
    totals.rootFields = saturated(totals.rootFields + timesAtTop * fragment.rootFields);
    totals.aliases = saturated(totals.aliases + times * fragment.aliases);
    totals.directives = saturated(totals.directives + times * fragment.directives);
  }
  return totals;
}

function saturated(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}
