import {
  getOperationAST,
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { createLogger } from '@bazaar/runtime/log';
import type { ClientOperation, MakeExecutor } from '../../engine/conformance/executor-under-test.ts';
import { fragmentsOf } from '../../engine/conformance/testing/judge/collect-fields.ts';
import { createStage, type SeenFetch, type Stage } from '../../engine/conformance/testing/stage.ts';
import { composeFixture, type FixtureParts } from '../../engine/conformance/testing/supergraph/fixture.ts';
import { makeCompiledExecutor } from '../../engine/conformance/testing/engine-executors.ts';
import { createPlanning } from '../../engine/plan-operation.ts';
import { RequestScope } from '../../engine/request-scope.ts';
import { openSupergraph } from '../../engine/supergraph.ts';
import { createSubgraphSource } from '../../sources/subgraph-source.ts';
import { createAuthorize, type Authorization } from '../authorize.ts';
import { isNeverIncluded } from '../conditions.ts';
import { extractAuthorization } from '../extract-authorization.ts';
import { claimsOf, writeRules, type CallerSketch, type RuleSketch } from './rule-sketch.ts';
import { namedTypeOf, type Oracle } from './oracle.ts';

const log = createLogger({ name: 'authorization', level: 'silent' });

/** Who asks, under which rules. */
export interface Scene {
  readonly rules: readonly RuleSketch[];
  readonly caller: CallerSketch;
}

export interface AuthorizedStage {
  readonly stage: Stage;
  /** Sets the scene for `perform('authorized', …)`. */
  enter(scene: Scene): void;
  /** What came of the last operation. */
  authorization(): Authorization;
  /** What `@requires` names in the supergraph, by coordinate. */
  requires(coordinate: string): readonly string[];
  /** Fields that are parts of keys, by coordinate. */
  readonly keyFields: readonly string[];
  /** Fields among the fetched ones that the oracle denies and that are no keys. */
  deniedFetches(fetches: readonly SeenFetch[], oracle: Oracle): string[];
}

/** A fixture with the whole executor, `compiled`, and one that authorizes first. */
export function createAuthorizedStage(parts: FixtureParts): AuthorizedStage {
  let scene: Scene | undefined;
  let last: Authorization | undefined;
  const fixture = composeFixture(parts);
  const { keys, requires } = readJoins(parse(fixture.supergraphSdl));

  const makeAuthorizedExecutor: MakeExecutor = (supergraphSdl, fetches) => {
    const supergraph = openSupergraph(supergraphSdl, fixture.apiSchema);
    const plan = createPlanning(log);
    return {
      async execute({ document, operationName, variables }) {
        const operation = getOperationAST(document, operationName);
        if (!operation || !scene) throw new Error('nothing to execute');
        const { rules, caller } = scene;
        const extracted = extractAuthorization(writeRules(supergraphSdl, rules)).rules;
        last = createAuthorize(
          supergraph.apiSchema,
          extracted,
        )({
          document,
          operation,
          variables,
          caller: claimsOf(caller),
          evaluatePolicy: (name) => caller.policies.includes(name),
          mode: 'partial',
        });
        if (last.kind === 'refused') return { data: null, errors: last.errors.map((error) => error.toJSON()) };
        const reduction = last.kind === 'reduced' ? last.reduction : undefined;
        const schema = supergraph.apiSchema;
        const accepted = { document, operation, supergraph, schema, checkVariables: () => undefined };
        const prepared = plan(accepted, variables, reduction);
        if ('refused' in prepared) throw new Error('the planner failed');
        const scope = new RequestScope('authorization', { caller: null, clientAddress: null });
        const { data, errors } = await prepared.execute({
          variables,
          call(fetch, used) {
            const send = fetches[fetch.serviceName];
            if (!send) throw new Error(`no subgraph ${fetch.serviceName}`);
            const door = {
              execute: (request: Parameters<typeof send>[0]) => send(request),
              subscribe: () => {
                throw new Error('no subscriptions here');
              },
              serveRaw: () => Promise.reject(new Error('nothing passes through here')),
            };
            return createSubgraphSource({ name: fetch.serviceName, door: door as never, log }).fetch(
              fetch,
              used,
              scope,
            );
          },
        });
        const denials = last.kind === 'reduced' ? last.errors.map((error) => error.toJSON()) : [];
        return { data: JSON.parse(data) as Record<string, unknown> | null, errors: [...denials, ...errors] };
      },
    };
  };

  return {
    stage: createStage(fixture, { compiled: makeCompiledExecutor, authorized: makeAuthorizedExecutor }),
    enter(next) {
      scene = next;
      last = undefined;
    },
    authorization() {
      if (!last) throw new Error('nothing was authorized');
      return last;
    },
    keyFields: [...requires.keys()].filter((coordinate) => keys.has(coordinate.slice(coordinate.indexOf('.') + 1))),
    requires: (coordinate) => requires.get(coordinate) ?? [],
    deniedFetches: (fetches, oracle) =>
      fetches.flatMap(({ query }) =>
        coordinatesOf(parse(query), fixture.apiSchema)
          .filter(([type, field]) => oracle.isDenied(type, field) && !keys.has(field))
          .map(([type, field]) => `${type}.${field} in ${query}`),
      ),
  };
}

/** Which fields a fetch asks for, by the types of the API schema. */
function coordinatesOf(document: DocumentNode, schema: GraphQLSchema): [string, string][] {
  const fragments = fragmentsOf(document);
  const found: [string, string][] = [];
  const look = ({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): void => {
    for (const selection of selections) {
      if (isNeverIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (parent) found.push([parent.name, name]);
        const field = parent && 'getFields' in parent ? parent.getFields()[name] : undefined;
        if (selection.selectionSet) look(selection.selectionSet, field && namedTypeOf(field.type as GraphQLOutputType));
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const on = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
      if (fragment) look(fragment.selectionSet, on);
    }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      look(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined);
  return found;
}

/** Names of fields that are part of any key, and what fields require. */
function readJoins(supergraph: DocumentNode): { keys: Set<string>; requires: Map<string, string[]> } {
  const keys = new Set<string>();
  const requires = new Map<string, string[]>();
  const texts = (directives: readonly ConstDirectiveNode[] = [], argument: string): string[] =>
    directives.flatMap(({ arguments: given = [] }) =>
      given.flatMap(({ name, value }) => (name.value === argument && value.kind === Kind.STRING ? [value.value] : [])),
    );
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const key of texts(definition.directives, 'key')) for (const name of key.match(/\w+/g) ?? []) keys.add(name);
    for (const field of definition.fields ?? [])
      requires.set(`${definition.name.value}.${field.name.value}`, texts(field.directives, 'requires'));
  }
  return { keys, requires };
}

export function operationOf({ document, operationName }: ClientOperation) {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('no operation');
  return operation;
}
