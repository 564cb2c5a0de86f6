import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { findDocumentExcess, findVariableExcess } from './find-excess.ts';
import { limitSettings } from './limit-settings.ts';
import { measureDocument } from './measure-document.ts';

const measure = (text: string) => measureDocument(parse(text, { noLocation: true }));
const operation = (text: string) => measure(text).operations[0];

describe('measures', () => {
  test('of an operation without fragments', () => {
    const text =
      'query ($a: Int @x, $b: Int) @y { a { b c: d @skip(if: true) { e } } f: g ... @include(if: true) { h } }';
    expect(operation(text)).toEqual({ depth: 3, fields: 6, rootFields: 3, aliases: 2, directives: 4, variables: 2 });
  });

  test('with fragments written out wherever they are spread', () => {
    const text = `{ ...F a { ...F ...F } } fragment F on T { x: b { c ...G } d } fragment G on T { e { f } }`;
    expect(operation(text)).toEqual({ depth: 4, fields: 16, rootFields: 3, aliases: 3, directives: 0, variables: 0 });
  });

  test('of each operation, and of what is nested or long anywhere in the document', () => {
    const text = `query A { a } query B { b { c } d(x: [[1, 2, 3], { y: { z: [] } }]) } fragment F on T { a { b { ... { c } } } }`;
    expect(measure(text)).toMatchObject({
      operations: [
        { depth: 1, fields: 1 },
        { depth: 2, fields: 3 },
      ],
      nesting: 5,
      listLength: 3,
    });
  });

  test('of default values too', () => {
    expect(measure('query ($a: [Int] = [1, 2]) { a }')).toMatchObject({ nesting: 1, listLength: 2 });
  });
});

const ALL = limitSettings.parse({});

describe('hostile documents', () => {
  test('2^30 and 2^2000 fields are counted as far as numbers go, at once', () => {
    const fanOut = (levels: number) =>
      `{ ...F0 } ${Array.from({ length: levels }, (_, at) => `fragment F${at} on T { ${`...F${at + 1} `.repeat(2)} }`).join(' ')} fragment F${levels} on T { a: b @x }`;
    expect(operation(fanOut(30))).toMatchObject({ fields: 2 ** 30, aliases: 2 ** 30, rootFields: 2 ** 30, depth: 1 });
    expect(operation(fanOut(2_000))).toMatchObject({
      fields: Number.MAX_SAFE_INTEGER,
      directives: Number.MAX_SAFE_INTEGER,
    });
  });

  test('a chain of 20,000 fragments is as deep as it is, without a stack', () => {
    const links = Array.from({ length: 20_000 }, (_, at) => `fragment F${at} on T { a { ...F${at + 1} } }`);
    expect(operation(`{ ...F0 } ${links.join(' ')} fragment F20000 on T { a }`)).toMatchObject({ depth: 20_001 });
  });

  test('fragments in a circle end', () => {
    expect(operation('{ ...A } fragment A on T { a ...B } fragment B on T { b ...A ...B }')?.fields).toBeLessThan(5);
  });

  test('whatever can be parsed can be measured, and inline fragments are no way around', () => {
    const nested = (levels: number) => `{ ${'... { '.repeat(levels)} a ${'}'.repeat(levels)} }`;
    // How deep the parser comes depends on the stack it is given: the same text may be too deep the next time.
    const parsed = (levels: number) => {
      try {
        return parse(nested(levels), { noLocation: true });
      } catch {
        return undefined;
      }
    };
    let levels = 500;
    let document = parse(nested(levels), { noLocation: true });
    for (let deeper = levels + 250; deeper <= 8_000; deeper += 250) {
      const next = parsed(deeper);
      if (!next) break;
      [document, levels] = [next, deeper];
    }
    expect(measureDocument(document).nesting).toBe(levels + 1);
    expect(findDocumentExcess(parse(nested(60)), ALL)).toMatchObject([{ limit: 'nesting', allowed: 50, found: 61 }]);
  });

  test('5,000 aliases are too many, and too many root fields', () => {
    const text = `{ ${Array.from({ length: 5_000 }, (_, at) => `a${at}: __typename`).join(' ')} }`;
    expect(findDocumentExcess(parse(text), ALL).map(({ limit }) => limit)).toEqual(['fields', 'rootFields', 'aliases']);
  });
});

describe('each limit', () => {
  const cases = [
    ['operations', 1, 'query A { a } query B { b }', 'A document may have at most 1 operations; this one has 2.'],
    ['depth', 2, '{ a { b { c } } }', 'An operation may be at most 2 fields deep; this one is 3 deep.'],
    ['nesting', 1, '{ a { b } }', 'A document may be nested at most 1 deep; this one is nested 2 deep.'],
    [
      'fields',
      1,
      '{ a b }',
      'An operation may have at most 1 fields, fragments counted wherever they are spread; this one has 2.',
    ],
    ['rootFields', 1, '{ a b }', 'An operation may have at most 1 root fields; this one has 2.'],
    ['aliases', 1, '{ a: x b: x }', 'An operation may have at most 1 aliases; this one has 2.'],
    ['directives', 1, '{ a @x @y }', 'An operation may have at most 1 directives; this one has 2.'],
    [
      'variables',
      1,
      'query ($a: Int, $b: Int) { a }',
      'An operation may declare at most 1 variables; this one declares 2.',
    ],
    [
      'fragments',
      1,
      '{ a { ... { b } } } fragment F on T { c }',
      'A document may have at most 1 fragments, named and inline; this one has 2.',
    ],
    [
      'repeats',
      1,
      '{ a: x a: x b { y } c { y y } }',
      'A document may repeat at most 1 fields where they stand already; this one repeats 2.',
    ],
    ['listLength', 1, '{ a(x: [1, 2]) }', 'A list may have at most 1 entries; one of these has 2.'],
  ] as const;

  test.each(cases)('%s: %i is the last that is allowed', (limit, allowed, text, message) => {
    const found = allowed + 1;
    expect(findDocumentExcess(parse(text), { ...ALL, [limit]: allowed })).toEqual([{ limit, allowed, found, message }]);
    expect(findDocumentExcess(parse(text), { ...ALL, [limit]: found })).toEqual([]);
  });

  test('holds for every operation of a document, and is told of once', () => {
    const document = parse('query A { a } query B { a b } query C { a b c }');
    expect(findDocumentExcess(document, { ...ALL, rootFields: 1 })).toMatchObject([{ limit: 'rootFields', found: 3 }]);
  });
});

describe('variables', () => {
  test('long lists and deep values are found, however deep', () => {
    const limits = { ...ALL, listLength: 2, variableDepth: 3 };
    expect(findVariableExcess({ a: [1, 2], b: { c: { d: [] } }, e: null, f: 'x' }, limits)).toEqual([]);
    expect(findVariableExcess({ a: { b: [1, 2, 3] } }, limits)).toEqual([
      { limit: 'listLength', allowed: 2, found: 3, message: 'A list may have at most 2 entries; one of these has 3.' },
    ]);
    const deep: unknown = JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    expect(findVariableExcess({ deep }, limits)).toEqual([
      {
        limit: 'variableDepth',
        allowed: 3,
        found: 30_000,
        message: 'Variables may be nested at most 3 deep; these are nested 30000 deep.',
      },
    ]);
  });

  test('__proto__ and constructor are values like others', () => {
    const variables: Record<string, unknown> = JSON.parse(
      '{ "__proto__": [1, 2, 3], "constructor": { "prototype": [] } }',
    );
    expect(findVariableExcess(variables, { ...ALL, listLength: 2 })).toMatchObject([{ found: 3 }]);
  });
});

test('introspection as tools ask for it stays within the defaults', () => {
  const text = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  expect(findDocumentExcess(parse(text), ALL)).toEqual([]);
});
