import type { DemoProduct } from './demo-product.ts';

export const DESK_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'dot-grid-notebook',
    title: 'Dot Grid Notebook, A5',
    description:
      'One hundred and sixty numbered pages with a grey dot every five millimetres, sewn so that the book lies flat anywhere. The paper is thick enough for fountain pens on both sides. Index pages, two ribbons and a pocket for the receipts.',
    picture: 'A cloth-bound notebook lying open with a pen',
    categories: ['notebooks-and-cards'],
    tags: ['notebook', 'dot grid', 'a5'],
    attributes: { Pages: '160', Paper: '100 g/m², off-white', Binding: 'Thread-sewn' },
    options: { Cover: ['Indigo', 'Mustard', 'Graphite'] },
    weightGrams: 320,
  },
  {
    slug: 'pocket-notebooks',
    title: 'Pocket Notebooks, Set of Three',
    description:
      'Stapled books of 48 pages that bend with a back pocket and survive a season there. Rounded corners and a cover of recycled card, to be written on. The last page has a ruler and a list for things lent.',
    picture: 'Three thin notebooks held by a paper band',
    categories: ['notebooks-and-cards'],
    tags: ['notebook', 'pocket', 'set of three'],
    attributes: { Size: '9 × 14 cm', Pages: '48 each', Cover: 'Recycled card' },
    options: { Ruling: ['Plain', 'Lined', 'Dot grid'] },
    weightGrams: 110,
  },
  {
    slug: 'undated-week-planner',
    title: 'Undated Week Planner',
    description:
      'A week on the left, room to think on the right, and no dates: a fortnight of holiday wastes no paper. Fifty-four weeks, four quarterly pages and a fold-out year. Begin on any Monday.',
    picture: 'An open planner with a handwritten week',
    categories: ['notebooks-and-cards'],
    tags: ['planner', 'a5'],
    attributes: { Weeks: '54', Paper: '90 g/m²', Size: 'A5' },
    weightGrams: 290,
  },
  {
    slug: 'letterpress-cards',
    title: 'Letterpress Cards, Box of Eight',
    description:
      'Printed on our own press from wooden type, two each of four designs that say thank you, come over, get well and nothing at all. Cotton card that takes ink without feathering. Envelopes are lined.',
    picture: 'Four cards with deeply pressed letters',
    categories: ['notebooks-and-cards'],
    tags: ['letterpress', 'cards', 'gift'],
    attributes: { Cards: '8 with envelopes', Card: 'Cotton, 400 g/m²' },
    weightGrams: 180,
  },
  {
    slug: 'piston-fountain-pen',
    title: 'Piston Fountain Pen',
    description:
      'A pen that drinks from the bottle and holds ink for weeks, with a window to see how much is left. The steel nib is tuned by hand before it leaves. Nibs screw out, so a finer or broader one can follow.',
    picture: 'A dark green pen lying on its cap',
    categories: ['pens-and-ink'],
    tags: ['fountain pen', 'steel nib'],
    attributes: { Filling: 'Piston, 1.4 ml', Nib: 'Steel', Body: 'Resin' },
    options: { Nib: ['Extra fine', 'Fine', 'Medium', 'Broad'] },
    weightGrams: 120,
  },
  {
    slug: 'bottled-ink',
    title: 'Bottled Ink, 50 ml',
    description:
      'Dye inks that flow well, wash out of pens and shade from light to dark in one stroke. Iron black is the exception: it is waterproof once dry and wants a pen that is used every week. The bottle is wide enough for any nib.',
    picture: 'Four square ink bottles with swatches',
    categories: ['pens-and-ink'],
    tags: ['ink', 'fountain pen'],
    attributes: { Volume: '50 ml', Bottle: 'Glass' },
    options: { Colour: ['Iron black', 'River blue', 'Moss', 'Oxblood'] },
    weightGrams: 190,
  },
  {
    slug: 'brass-mechanical-pencil',
    title: 'Brass Mechanical Pencil',
    description:
      'Turned from a brass rod, heavy towards the tip, with a sleeve that slides back for the pocket. A knurled grip that does not slip and does not hurt. An eraser hides under the cap and twelve leads are inside.',
    picture: 'A hexagonal brass pencil on graph paper',
    categories: ['pens-and-ink'],
    tags: ['pencil', 'brass'],
    attributes: { Material: 'Brass', Length: '13.5 cm' },
    options: { Lead: ['0.5 mm', '0.7 mm'] },
    weightGrams: 62,
  },
  {
    slug: 'watercolour-set',
    title: 'Watercolour Set',
    description:
      'Half pans of single pigments, named on the wrapper, in a tin with three mixing wells and a ring for the thumb. The range is chosen so that any two make a clean third. Empty pans can be refilled from tubes.',
    picture: 'An open paint tin with wet colours',
    categories: ['art-materials'],
    tags: ['watercolour', 'paint', 'travel'],
    attributes: { Pans: 'Half', Binder: 'Gum arabic' },
    options: { Colours: ['12', '24'] },
    weightGrams: 340,
  },
  {
    slug: 'watercolour-block',
    title: 'Watercolour Block, 20 Sheets',
    description:
      'Half cotton, glued on all four sides so that a wet page dries flat. Cold pressed, with enough tooth for dry brush and enough size for lifting. A knife goes into the gap at the top to free the finished sheet.',
    picture: 'A paper block with a half-finished landscape',
    categories: ['art-materials'],
    tags: ['watercolour', 'paper'],
    attributes: { Paper: '300 g/m², cold pressed', Sheets: '20' },
    options: { Size: ['A5', 'A4'] },
    weightGrams: 520,
  },
  {
    slug: 'round-brushes',
    title: 'Round Brushes, Set of Five',
    description:
      'Synthetic hair that holds water like squirrel and springs back like sable, in sizes 2, 4, 6, 8 and 12. Short handles fit the linen roll that comes with them. Rinse in cold water and shape the tips while wet.',
    picture: 'Five brushes in a rolled linen case',
    categories: ['art-materials'],
    tags: ['brush', 'watercolour', 'vegan'],
    attributes: { Sizes: '2, 4, 6, 8, 12', Hair: 'Synthetic' },
    weightGrams: 130,
  },
  {
    slug: 'graphite-drawing-set',
    title: 'Graphite Drawing Set',
    description:
      'Eight pencils from 4H to 8B, a stick of pure graphite, a kneadable eraser and a brass sharpener in a hinged tin. The leads are glued along their whole length and survive a fall. Enough for a year of drawing most days.',
    picture: 'A tin of sharpened pencils beside a sketch',
    categories: ['art-materials'],
    tags: ['pencil', 'drawing'],
    attributes: { Pencils: '4H, 2H, HB, 2B, 4B, 5B, 6B, 8B', Wood: 'Cedar' },
    weightGrams: 210,
  },
  {
    slug: 'linocut-starter-kit',
    title: 'Linocut Starter Kit',
    description:
      'Two blocks of grey lino, a handle with five blades, a small roller, a tube of water-based black and ten sheets of thin paper. The booklet leads from a first leaf to a print in two colours. Cut away from the other hand.',
    picture: 'A carved lino block and its print of a leaf',
    categories: ['art-materials'],
    tags: ['printmaking', 'lino', 'kit'],
    attributes: { Blocks: '2, 15 × 20 cm', Ink: 'Water-based, 40 ml' },
    weightGrams: 890,
  },
];
