import {
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

interface UserError {
  readonly code?: string;
  readonly field?: readonly string[] | null;
}

/** What the description of a code says when its errors may come without a field, and why. */
const WITHOUT_FIELD = /no field is named/i;

/**
 * What is wrong with the user errors of a mutation's answer: a field that is no path of its input, or none at all without a reason in the
 * description of the error's code. Nothing about answers that were not asked for `code` and `field`.
 */
export function findUserErrorProblems(schema: GraphQLSchema, document: string, data: unknown): string[] {
  if (data == null || !document.includes('userErrors')) return [];
  const operation = getOperationAST(parse(document));
  const fields = schema.getMutationType()?.getFields() ?? {};
  if (operation?.operation !== 'mutation') return [];
  return operation.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const field = fields[selection.name.value];
    const input = field?.args.find(({ name }) => name === 'input')?.type;
    if (!field || !input) return [];
    // The answer of an operation that was accepted.
    const payloads = data as Readonly<Record<string, { readonly userErrors?: readonly UserError[] } | null>>;
    const { userErrors = [] } = payloads[(selection.alias ?? selection.name).value] ?? {};
    return userErrors.flatMap(({ code = '', field: path }) => {
      if (path === undefined) return [];
      if (path === null)
        return WITHOUT_FIELD.test(descriptionOf(schema, field.type, code))
          ? []
          : [`${field.name}: ${code} names no field, and its description does not say why`];
      return isPathOf(input, path) ? [] : [`${field.name}: ${code} names ${path.join('.')}, which its input has not`];
    });
  });
}

function isPathOf(outer: GraphQLInputType, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  const type = getNullableType(outer);
  if (isListType(type)) return /^\d+$/.test(step) && isPathOf(type.ofType, rest);
  const field = isInputObjectType(type) ? type.getFields()[step] : undefined;
  return field !== undefined && isPathOf(field.type, rest);
}

/** What the SDL says of a code of a payload's user errors. */
function descriptionOf(schema: GraphQLSchema, payload: unknown, code: string): string {
  const errors = isObjectType(payload) ? payload.getFields()['userErrors'] : undefined;
  // `[SomeUserError!]!`, as in every payload.
  const error = errors && schema.getType(errors.type.toString().replaceAll(/[^\w]/g, ''));
  const codes = isObjectType(error) ? error.getFields()['code'] : undefined;
  const type = codes && getNullableType(codes.type);
  return (isEnumType(type) && type.getValue(code)?.description) || '';
}
