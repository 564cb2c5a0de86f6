import { z } from 'zod';
import { Reply, type Call, type Parameters, type Route } from './call.ts';
import { expand } from './expand.ts';
import { listOf, text } from './fields.ts';
import { readParameters } from './parameters.ts';

/**
 * Declares one method and path. `run` does the work and returns the object to show; every route takes `expand` besides
 * its own parameters. A `Reply` is sent as it is.
 */
export function route<Shape extends z.ZodRawShape>(
  method: Route['method'],
  path: string,
  shape: Shape,
  run: (call: Call, parameters: Parameters<Shape>) => object | Reply,
  options: { publishable?: boolean } = {},
): Route {
  const expansion = z.object({ expand: listOf(text()).optional() });
  const schema = z.strictObject(shape);
  return {
    method,
    path,
    publishable: options.publishable ?? false,
    prepare({ expand: paths, ...form }) {
      const parameters = readParameters(schema, form);
      const expanded = readParameters(expansion, { expand: paths }).expand ?? [];
      return (call) => {
        const result = run(call, parameters);
        return result instanceof Reply ? result : new Reply(200, expand(call, result, expanded));
      };
    },
  };
}
