import type { DemoProduct } from './demo-product.ts';

export const HOME_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'linen-duvet-set',
    title: 'Washed Linen Duvet Set',
    description:
      'A duvet cover and pillowcases of flax linen, washed after weaving so that they are soft from the first night. Linen takes up moisture and gives it off again, which makes it cool in summer and dry in winter. Coconut buttons, no zip.',
    picture: 'An unmade bed with crumpled linen',
    categories: ['textiles'],
    tags: ['linen', 'bedding'],
    attributes: { Material: 'Flax linen, 170 g/m²', Care: '60 °C, line dry' },
    options: { Size: ['Single', 'Double', 'King'], Colour: ['Flax', 'Ink'] },
    weightGrams: 1900,
  },
  {
    slug: 'lambswool-throw',
    title: 'Lambswool Throw',
    description:
      'Woven in a herringbone of undyed and dyed yarn, long enough to cover two people who like each other. The fringe is twisted by hand. Air it rather than wash it; when it must be, cool water and wool soap will do.',
    picture: 'A herringbone blanket over the arm of a sofa',
    categories: ['textiles'],
    tags: ['wool', 'blanket'],
    attributes: { Material: 'Lambswool', Size: '140 × 190 cm' },
    options: { Colour: ['Heather', 'Rust', 'Pine'] },
    weightGrams: 980,
  },
  {
    slug: 'linen-tea-towels',
    title: 'Linen Tea Towels, Set of Three',
    description:
      'Half linen, half cotton: they dry glasses without lint and get better with each wash. One is plain, one is striped, one is checked, and each has a loop to hang it by. They shrink by about four per cent the first time.',
    picture: 'Three folded tea towels with blue stripes',
    categories: ['textiles', 'tableware'],
    tags: ['linen', 'set of three'],
    attributes: { Size: '50 × 70 cm', Pieces: '3', Care: '60 °C' },
    weightGrams: 300,
  },
  {
    slug: 'waffle-bath-towel',
    title: 'Waffle Bath Towel',
    description:
      'A deep waffle weave that dries you quickly and itself overnight, even in a bathroom without a window. It is thinner than terry and takes half the room in a bag. Pre-washed, so its size is its size.',
    picture: 'A folded towel with a square relief',
    categories: ['textiles'],
    tags: ['cotton', 'bath', 'travel'],
    attributes: { Material: 'Organic cotton', Size: '75 × 140 cm' },
    options: { Colour: ['White', 'Clay', 'Slate'] },
    weightGrams: 380,
  },
  {
    slug: 'paper-floor-lamp',
    title: 'Paper Floor Lamp',
    description:
      'A tall shade of mulberry paper over bamboo rings that makes a whole corner glow without a bright spot. It folds flat for moving house. Takes one bulb with an E27 thread of up to 12 W LED, which is not included.',
    picture: 'A tall white paper lamp in a dim corner',
    categories: ['lighting'],
    tags: ['paper', 'lamp'],
    attributes: { Height: '120 cm', Socket: 'E27', Cable: '2.5 m with foot switch' },
    weightGrams: 1600,
  },
  {
    slug: 'brass-reading-lamp',
    title: 'Brass Reading Lamp',
    description:
      'A small shade on two joints that stays where you push it, bright on the page and dark for the person beside you. The brass is unlacquered and will turn brown where hands touch it. The LED can be replaced without tools.',
    picture: 'A brass lamp bent over an open book',
    categories: ['lighting', 'desk-and-studio'],
    tags: ['brass', 'lamp', 'desk'],
    attributes: { Light: '450 lm, 2700 K', Reach: '55 cm', Plug: 'Adapter for EU, UK, US and JP' },
    weightGrams: 1450,
  },
  {
    slug: 'beeswax-candles',
    title: 'Beeswax Candles',
    description:
      'Poured from the wax of three beekeepers and nothing else, with a cotton wick that fits the width. They burn slowly, hardly drip and smell faintly of honey. Trim the wick to half a centimetre before lighting.',
    picture: 'Three yellow candles of different heights',
    categories: ['lighting'],
    tags: ['beeswax', 'candle', 'gift'],
    attributes: { Material: 'Beeswax', Wick: 'Cotton' },
    options: { Shape: ['Two tapers', 'Pillar', 'Twelve tealights'] },
    weightGrams: 260,
  },
  {
    slug: 'oak-wall-shelf',
    title: 'Oak Wall Shelf',
    description:
      'A solid board with a shallow groove for plates or pictures, held by two steel rods that vanish into the wood. It carries 15 kg on a brick wall. Drill template, rods and plugs are in the parcel.',
    picture: 'A narrow oak shelf with three small pots',
    categories: ['storage'],
    tags: ['oak', 'shelf'],
    attributes: { Material: 'Oiled oak', Depth: '18 cm', Load: '15 kg' },
    options: { Length: ['60 cm', '90 cm'] },
    weightGrams: 2900,
  },
  {
    slug: 'seagrass-basket',
    title: 'Seagrass Basket',
    description:
      'Coiled and sewn from seagrass, firm enough to stand open and soft enough not to scratch a floor. Use it for firewood, toys or a plant in its pot. New ones smell of hay for a week.',
    picture: 'A round basket with two handles holding blankets',
    categories: ['storage'],
    tags: ['seagrass', 'basket'],
    attributes: { Material: 'Seagrass', Handles: '2' },
    options: { Size: ['Small', 'Medium', 'Large'] },
    weightGrams: 900,
  },
  {
    slug: 'beech-peg-rail',
    title: 'Beech Peg Rail',
    description:
      'A rail with turned pegs, slightly tilted so that coats stay on. It hangs from two hidden keyholes at the common distance of wall studs. Left raw: oil it, paint it or let it grey.',
    picture: 'A wooden rail with five pegs, a hat on one of them',
    categories: ['storage'],
    tags: ['beech', 'hallway'],
    attributes: { Material: 'Beech', Spacing: '15 cm' },
    options: { Pegs: ['Five', 'Eight'] },
    weightGrams: 1100,
  },
  {
    slug: 'enamel-bread-bin',
    title: 'Enamel Bread Bin',
    description:
      'Steel with a hard enamel that wipes clean, and four vents that keep a crust crisp without drying the crumb. The ash lid turns over to become a board. It holds two ordinary loaves.',
    picture: 'A cream enamel box with a wooden lid and a loaf',
    categories: ['storage', 'kitchen'],
    tags: ['enamel', 'bread'],
    attributes: { Size: '34 × 22 × 18 cm', Lid: 'Ash wood' },
    options: { Colour: ['Cream', 'Dark blue'] },
    weightGrams: 2300,
  },
];
