import { z } from 'zod';

// Kinds of form parameters. Forms know only text and nesting, so every kind starts from text and says what Stripe says.

/** Stands for the parameter's name in messages, until they become a reply: a kind does not know under which name it is used. */
export const NAME = '{name}';

/** The code that the reply carries when a kind refuses a value. */
type Code =
  | 'parameter_invalid_empty'
  | 'parameter_invalid_integer'
  | 'parameter_invalid_string_blank'
  | 'parameter_unknown'
  | undefined;

function refuse(context: z.RefinementCtx, message: string, code?: Code): never {
  context.addIssue({ code: 'custom', message, params: { code } });
  return z.NEVER;
}

/** Text of at most `maxLength` characters; empty text is an attempt to unset, which is refused. */
export function text(maxLength = 5_000) {
  return z.string().transform((value, context) => {
    if (value === '')
      return refuse(
        context,
        `You passed an empty string for '${NAME}'. We assume empty values are an attempt to unset a parameter; however '${NAME}' cannot be unset. You should remove '${NAME}' from your request or supply a non-empty value.`,
        'parameter_invalid_empty',
      );
    if (value.length > maxLength) return refuse(context, `Invalid string: must be at most ${maxLength} characters`);
    return value;
  });
}

/** Text that an empty value clears (null). */
export function clearableText(maxLength = 5_000) {
  return z
    .string()
    .max(maxLength, `Invalid string: must be at most ${maxLength} characters`)
    .transform((value) => (value === '' ? null : value));
}

/** A whole number from `min` on. */
export function integer(min = Number.MIN_SAFE_INTEGER) {
  return z.string().transform((value, context) => {
    const number = Number(value);
    if (!/^-?\d{1,16}$/.test(value) || !Number.isSafeInteger(number))
      return refuse(context, `Invalid integer: ${value}`, 'parameter_invalid_integer');
    if (number < min)
      return refuse(context, `This value must be greater than or equal to ${min}.`, 'parameter_invalid_integer');
    return number;
  });
}

export const boolean = z.string().transform((value, context) => {
  if (value === 'true' || value === 'false') return value === 'true';
  return refuse(context, `Invalid boolean: ${value}`);
});

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.string().transform((value, context): Words[number] => {
    const word = words.find((candidate) => candidate === value);
    return word ?? refuse(context, `Invalid ${NAME}: must be one of ${words.join(', ')}`);
  });
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** A three-letter currency code in any case; kept in lower case. */
export const currency = text(3).transform((value, context) => {
  const code = value.toLowerCase();
  if (CURRENCIES.has(code)) return code;
  return refuse(context, `Invalid currency: ${code}.`);
});

/** `name[0]=a&name[1]=b` or `name[]=a&name[]=b`. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value, context) => {
    if (value === '') return [];
    if (typeof value !== 'object' || value === null) {
      context.addIssue({ code: 'custom', message: 'Invalid array', params: {} });
      return z.NEVER;
    }
    const items: unknown[] = Object.values(value);
    return items.flat();
  }, z.array(item));
}

/** A hash whose keys are known. */
export function hash<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape);
}

/** What a request does to metadata: sets and, by empty values, removes keys; an empty value for all clears it. */
export type MetadataChange = 'clear' | Readonly<Record<string, string>>;

/** At most 50 keys of 40 characters with values of 500. */
export const metadata = z.preprocess(
  (value) => (value === '' ? {} : value),
  z.record(z.string(), z.string()).transform((entries, context): MetadataChange => {
    const keys = Object.keys(entries);
    if (keys.length === 0) return 'clear';
    if (keys.length > 50) return refuse(context, 'Metadata can have at most 50 keys.');
    const long = keys.find((key) => key.length > 40);
    if (long !== undefined) return refuse(context, `Metadata keys can be at most 40 characters: ${long}`);
    if (Object.values(entries).some((value) => value.length > 500))
      return refuse(context, 'Metadata values can be at most 500 characters.');
    return entries;
  }),
);

/** Seconds since 1970, or bounds of them. */
export const timeRange = z.union([
  integer(0).transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer(0).optional(),
    gte: integer(0).optional(),
    lt: integer(0).optional(),
    lte: integer(0).optional(),
  }),
]);

export const address = hash({
  city: clearableText().optional(),
  country: clearableText(2).optional(),
  line1: clearableText().optional(),
  line2: clearableText().optional(),
  postal_code: clearableText().optional(),
  state: clearableText().optional(),
});
