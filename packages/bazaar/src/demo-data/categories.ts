import type { ImportedCategory } from '@bazaar/catalog/operations/import-catalog';
import type { CategoryId } from '@bazaar/ids/kinds';
import { stableId } from './stable-id.ts';

/** Parents first; siblings in the order in which they are shown. */
const TREE = [
  ['home', null, 'Home', 'For kitchens, tables and the rooms around them.'],
  ['kitchen', 'home', 'Kitchen', 'To cook, brew and serve with.'],
  ['cookware', 'kitchen', 'Cookware and knives', 'Pots, pans, blades and boards that outlast their first owner.'],
  ['coffee-and-tea', 'kitchen', 'Coffee and tea', 'Kettles, grinders, drippers and pots.'],
  ['tableware', 'kitchen', 'Tableware', 'Plates, bowls and glasses for every day.'],
  ['living', 'home', 'Living', 'Light, cloth and places to put things.'],
  ['lighting', 'living', 'Lighting', 'Lamps and candles.'],
  ['textiles', 'living', 'Textiles', 'Linen, wool and cotton for beds, sofas and sinks.'],
  ['storage', 'living', 'Storage', 'Shelves, rails and baskets.'],

  ['outdoor', null, 'Outdoor', 'For nights under canvas and days on foot.'],
  ['camping', 'outdoor', 'Camping', 'To sleep and eat outside.'],
  ['shelter-and-sleep', 'camping', 'Shelter and sleep', 'Tents, tarps, bags and mats.'],
  ['camp-kitchen', 'camping', 'Camp kitchen', 'Stoves, mugs and flasks that fit in a pack.'],
  ['hiking', 'outdoor', 'Hiking', 'To carry and to find the way.'],
  ['packs', 'hiking', 'Packs and bags', 'From a day out to two weeks.'],
  ['trail-gear', 'hiking', 'Trail gear', 'Compasses, lamps and poles.'],

  ['clothing', null, 'Clothing', 'Natural fibres first, and cuts that can be mended.'],
  ['tops', 'clothing', 'Tops', 'Worn next to the skin or over it.'],
  ['shirts', 'tops', 'Shirts', 'T-shirts and shirts.'],
  ['knitwear', 'tops', 'Knitwear', 'Jumpers and cardigans of wool.'],
  ['jackets', 'clothing', 'Jackets', 'Against rain and wind.'],
  ['accessories', 'clothing', 'Accessories', 'Hats, gloves, socks and slippers.'],

  ['desk-and-studio', null, 'Desk and studio', 'To write, plan, draw and paint with.'],
  ['writing', 'desk-and-studio', 'Writing', 'Paper and what goes onto it.'],
  ['notebooks-and-cards', 'writing', 'Notebooks and cards', 'Bound, stapled and folded paper.'],
  ['pens-and-ink', 'writing', 'Pens and ink', 'Fountain pens, pencils and bottled ink.'],
  ['art-materials', 'desk-and-studio', 'Art materials', 'Paint, brushes, graphite and lino.'],

  ['games', null, 'Games', 'For one evening or one player.'],
  ['tabletop', 'games', 'Tabletop games', 'Boards, cards and dice for two and more.'],
  ['puzzles', 'games', 'Puzzles', 'Jigsaws and things to take apart.'],

  ['downloads', null, 'Downloads', 'Files to keep: no parcels, no licences that end.'],
  ['e-books', 'downloads', 'E-books', 'Handbooks in open formats.'],
  ['recordings', 'downloads', 'Recordings', 'Field recordings, without loss if you like.'],
  ['patterns', 'downloads', 'Patterns and templates', 'To print, cut, knit and sew at home.'],
] as const satisfies readonly (readonly [slug: string, parent: string | null, name: string, description: string])[];

export type CategorySlug = (typeof TREE)[number][0];

export const DEMO_CATEGORIES: readonly ImportedCategory[] = TREE.map(
  ([slug, parent, name, description], sortOrder) => ({
    id: categoryId(slug),
    parentId: parent && categoryId(parent),
    slug,
    name,
    description,
    sortOrder,
  }),
);

export function categoryId(slug: CategorySlug): CategoryId {
  return stableId('cat', slug);
}
