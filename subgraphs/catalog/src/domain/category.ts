import type { CategoryId } from '@bazaar/ids/kinds';

export interface Category {
  readonly id: CategoryId;
  readonly parentId: CategoryId | null;
  /** The ids from the root down to the category itself. */
  readonly path: readonly CategoryId[];
  readonly slug: string;
  /** The slugs along `path`, joined by slashes. */
  readonly slugPath: string;
  readonly name: string;
  readonly description: string;
  readonly sortOrder: number;
  /** An inactive category is shown to nobody but those who edit the tree; its products are not affected. */
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** How deep the tree may be. */
export const MAX_DEPTH = 8;

/** Where a category may stand. */
export interface Place {
  readonly parentId: CategoryId | null;
  readonly path: readonly CategoryId[];
  readonly slugPath: string;
}

/** The place of category `id` with `slug` below `parent` (null: a root). */
export function placeBelow(parent: Category | null, id: CategoryId, slug: string): Place {
  if (!parent) return { parentId: null, path: [id], slugPath: slug };
  return { parentId: parent.id, path: [...parent.path, id], slugPath: `${parent.slugPath}/${slug}` };
}

/**
 * Decides whether `category`, whose deepest descendant lies `height` levels below it, may move below `parent`:
 * not below itself, and not so that anything gets deeper than {@link MAX_DEPTH}.
 */
export function decideMove(
  category: Category,
  height: number,
  parent: Category | null,
): { readonly kind: 'moved'; readonly place: Place } | { readonly kind: 'cycle' } | { readonly kind: 'tooDeep' } {
  if (parent?.path.includes(category.id)) return { kind: 'cycle' };
  const place = placeBelow(parent, category.id, category.slug);
  return place.path.length + height > MAX_DEPTH ? { kind: 'tooDeep' } : { kind: 'moved', place };
}
