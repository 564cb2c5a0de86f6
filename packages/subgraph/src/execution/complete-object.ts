import { GraphQLError, type GraphQLObjectType } from 'graphql';
import { inspect } from 'node:util';
import { isThenable, PendingValue } from './pending.ts';
import type { Position } from './position.ts';
import type { Selection, Site } from './program.ts';
import { buildInfo } from './resolve-info.ts';
import type { Complete } from './run.ts';

/** Objects of a known type. What is selected of them is compiled when the first of them is met: an answer may never reach that deep. */
export function compileObject(site: Site, type: GraphQLObjectType, position: Position): Complete {
  let compiled: Selection | undefined;
  const select = (): Selection => (compiled ??= site.program.select(type, site.fieldNodes, position));
  if (!type.isTypeOf) return (run, at, value) => (compiled ?? select()).execute(run, at, value);

  return (run, at, value) => {
    const selection = select();
    const verdict = type.isTypeOf?.(value, run.context, buildInfo(site, run, at));
    if (!isThenable(verdict)) return proceed(verdict);
    return new PendingValue(run, position, at, verdict, (_run, own, settled) => proceed(settled, own));

    function proceed(isOfType: unknown, indices = at): unknown {
      if (isOfType) return selection.execute(run, indices, value);
      throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
        nodes: site.fieldNodes,
      });
    }
  };
}
