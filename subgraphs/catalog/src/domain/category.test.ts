import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import { decideMove, MAX_DEPTH, placeBelow, type Category } from './category.ts';

function category(slug: string, parent: Category | null = null): Category {
  const id = newId('cat');
  const now = new Date(0);
  const texts = { slug, name: slug, description: '', sortOrder: 0, isActive: true, createdAt: now, updatedAt: now };
  return { id, ...texts, ...placeBelow(parent, id, slug) };
}

test('a category knows the way to it', () => {
  const root = category('a');
  const leaf = category('c', category('b', root));
  expect(leaf.slugPath).toBe('a/b/c');
  expect(leaf.path).toHaveLength(3);
  expect(leaf.path[0]).toBe(root.id);
});

test('it moves anywhere but below itself', () => {
  const root = category('a');
  const child = category('b', root);
  expect(decideMove(root, 1, child)).toEqual({ kind: 'cycle' });
  expect(decideMove(root, 1, root)).toEqual({ kind: 'cycle' });
  expect(decideMove(child, 0, null)).toEqual({
    kind: 'moved',
    place: { parentId: null, path: [child.id], slugPath: 'b' },
  });
});

test('what lies below it must not get too deep', () => {
  let deep = category('x');
  while (deep.path.length < MAX_DEPTH - 1) deep = category('x', deep);
  const moving = category('m');
  expect(decideMove(moving, 0, deep)).toMatchObject({ kind: 'moved' });
  expect(decideMove(moving, 1, deep)).toEqual({ kind: 'tooDeep' });
});
