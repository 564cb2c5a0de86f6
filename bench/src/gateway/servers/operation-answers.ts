import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Answers request bodies, one operation or a batch of them, in JSON; null for what is neither. Each document is parsed once. */
export function createOperationAnswers(schema: GraphQLSchema): (body: string) => Promise<string | null> {
  const documents = new Map<string, DocumentNode>();

  async function run({ query, operationName, variables }: Operation): Promise<unknown> {
    let document = documents.get(query);
    if (!document) documents.set(query, (document = parse(query)));
    return execute({ schema, document, operationName, variableValues: variables });
  }

  return async (body) => {
    try {
      // Only gateways of this run ask.
      const asked = JSON.parse(body) as Operation | Operation[];
      return JSON.stringify(Array.isArray(asked) ? await Promise.all(asked.map(run)) : await run(asked));
    } catch {
      return null;
    }
  };
}
