import { isAbstractType, isObjectType, Kind, type FieldNode, type SelectionSetNode } from 'graphql';
import { conditionsOf, isNeverIncluded } from './conditions.ts';
import type { RuledOperation } from './ruled-fields.ts';

/** Where a selection stands: in the selection set of a field, within fragments. */
export interface Standing {
  /** The field's. */
  readonly set: SelectionSetNode;
  /** What the objects there are: the type of the field, and the types of the fragments around, the last one innermost. */
  readonly types: readonly string[];
}

/** Response keys, and the types of the objects that show them. */
type Shown = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Tells of what is denied as an interface's field whether no object will be without it: each that may stand there shows the same key as its own type's,
 * by a selection beside it whatever the variables. Of leaves alone: below an object more may be denied.
 */
export function createShownElsewhere(
  { schema, fragments }: RuledOperation,
  denied: ReadonlySet<FieldNode>,
): (key: string, standing: Standing) => boolean {
  const known = new Map<SelectionSetNode, Shown>();

  function narrow(objects: readonly string[], name: string): readonly string[] {
    const type = schema.getType(name);
    if (isObjectType(type)) return objects.filter((object) => object === name);
    if (!isAbstractType(type)) return [];
    const possible = new Set(schema.getPossibleTypes(type).map((object) => object.name));
    return objects.filter((object) => possible.has(object));
  }

  function possibleTypes(name: string): readonly string[] {
    const type = schema.getType(name);
    return isAbstractType(type) ? schema.getPossibleTypes(type).map((object) => object.name) : [name];
  }

  function shownIn(top: SelectionSetNode, type: string): Shown {
    const shown = new Map<string, Set<string>>();
    const seen = new Set<string>();
    const look = ({ selections }: SelectionSetNode, objects: readonly string[]): void => {
      for (const selection of selections) {
        if (isNeverIncluded(selection) || conditionsOf(selection).length > 0) continue;
        if (selection.kind === Kind.FIELD) {
          if (denied.has(selection) || selection.selectionSet) continue;
          const key = (selection.alias ?? selection.name).value;
          shown.set(key, new Set([...(shown.get(key) ?? []), ...objects]));
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (!fragment) continue;
        const condition = fragment.typeCondition?.name.value;
        const within = condition === undefined ? objects : narrow(objects, condition);
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const spread = `${selection.name.value} ${within.join(' ')}`;
          if (seen.has(spread)) continue;
          seen.add(spread);
        }
        if (within.length > 0) look(fragment.selectionSet, within);
      }
    };
    look(top, possibleTypes(type));
    return shown;
  }

  return (key, { set, types: [type = '', ...conditions] }) => {
    let shown = known.get(set);
    if (!shown) known.set(set, (shown = shownIn(set, type)));
    const objects = shown.get(key);
    return objects !== undefined && conditions.reduce(narrow, possibleTypes(type)).every((name) => objects.has(name));
  };
}
