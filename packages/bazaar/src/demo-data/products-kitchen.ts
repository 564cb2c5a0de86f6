import type { DemoProduct } from './demo-product.ts';

export const KITCHEN_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'enamelled-dutch-oven',
    title: 'Enamelled Dutch Oven',
    description:
      'Cast iron under two coats of enamel, heavy enough to hold a simmer on the smallest flame. The lid has spikes on its inside, so that steam drips back evenly over bread or stew. It goes from hob to oven to table and is washed by hand.',
    picture: 'A round pot with its lid leaning against it on a wooden table',
    categories: ['cookware'],
    tags: ['cast iron', 'oven safe', 'induction'],
    attributes: { Material: 'Enamelled cast iron', 'Oven safe to': '250 °C', Hobs: 'All, with induction' },
    options: { Size: ['4 litres', '6 litres'], Colour: ['Sage', 'Chalk'] },
    weightGrams: 5200,
  },
  {
    slug: 'carbon-steel-frying-pan',
    title: 'Carbon Steel Frying Pan',
    description:
      'A bare steel pan that is lighter than cast iron and browns as well. It comes waxed against rust: scrub that off, oil it and bake it once, and eggs will slide after a few weeks of use. Acid foods take the seasoning off again.',
    picture: 'A dark steel pan with a long riveted handle',
    categories: ['cookware'],
    tags: ['carbon steel', 'induction'],
    attributes: { Material: 'Carbon steel, 2.5 mm', Handle: 'Riveted steel', Hobs: 'All, with induction' },
    options: { Diameter: ['24 cm', '28 cm'] },
    weightGrams: 1650,
  },
  {
    slug: 'bamboo-steamer',
    title: 'Two-Tier Bamboo Steamer',
    description:
      'Two baskets and a woven lid that fit over any pot of about 24 cm. Bamboo takes up the steam that would drip onto dumplings from a metal lid. Let it dry in the open before it goes into a cupboard.',
    picture: 'Two stacked bamboo baskets with the lid half open',
    categories: ['cookware'],
    tags: ['bamboo', 'steaming'],
    attributes: { Material: 'Bamboo', Diameter: '25 cm', Tiers: '2' },
    weightGrams: 720,
  },
  {
    slug: 'paring-knife',
    title: 'Paring Knife, 9 cm',
    description:
      'A short blade of simple carbon steel, thin enough for shallots and stiff enough to core apples. It takes a keen edge from a few strokes on a stone. The steel darkens with use, which is harmless and rather beautiful.',
    picture: 'A small knife with a wooden handle beside a halved shallot',
    categories: ['cookware'],
    tags: ['knife', 'carbon steel'],
    attributes: { Blade: 'Carbon steel, 9 cm', Hardness: '60 HRC' },
    options: { Handle: ['Walnut', 'Ash'] },
    weightGrams: 85,
  },
  {
    slug: 'end-grain-chopping-board',
    title: 'End-Grain Chopping Board',
    description:
      'Blocks of oak glued upright, so that the blade goes between the fibres instead of across them. It has finger grooves on two sides and no feet, and both faces can be used. Oil it when it looks thirsty, about every other month.',
    picture: 'A thick oak board with a chequered surface',
    categories: ['cookware'],
    tags: ['oak', 'chopping board'],
    attributes: { Material: 'European oak', Size: '40 × 30 × 4 cm', Finish: 'Linseed oil' },
    weightGrams: 3400,
  },
  {
    slug: 'whetstone-1000-6000',
    title: 'Whetstone 1000/6000',
    description:
      'One stone with two grits: the coarse side sets an edge, the fine side polishes it. Soak it for ten minutes before use and keep it wet. A rubber base and a leaflet with the five strokes you need are in the box.',
    picture: 'A two-coloured stone block in a rubber base',
    categories: ['cookware'],
    tags: ['sharpening', 'knife care'],
    attributes: { Grit: '1000 and 6000', Size: '18 × 6 × 3 cm' },
    weightGrams: 780,
  },
  {
    slug: 'gooseneck-kettle',
    title: 'Gooseneck Kettle, 0.9 l',
    description:
      'A stove-top kettle with a thin curved spout that pours where you point it, as slowly as you like. A thermometer in the lid reads from 40 to 100 °C. The handle stays cool enough to hold without a cloth.',
    picture: 'A slim kettle with a long curved spout on a gas ring',
    categories: ['coffee-and-tea'],
    tags: ['coffee', 'tea', 'induction'],
    attributes: { Capacity: '0.9 l', Material: 'Stainless steel', Hobs: 'All, with induction' },
    options: { Finish: ['Brushed steel', 'Matte black'] },
    weightGrams: 690,
  },
  {
    slug: 'hand-coffee-grinder',
    title: 'Hand Coffee Grinder',
    description:
      'Steel conical burrs on two bearings, so that the grounds come out even from espresso to French press. Thirty clicks per turn make a setting easy to find again. It grinds 20 g in about a minute and comes apart without tools.',
    picture: 'A cylindrical grinder with its crank folded out',
    categories: ['coffee-and-tea'],
    tags: ['coffee', 'travel'],
    attributes: { Burrs: 'Hardened steel, 38 mm', Capacity: '25 g' },
    weightGrams: 520,
  },
  {
    slug: 'pour-over-dripper',
    title: 'Porcelain Pour-Over Dripper',
    description:
      'A cone with spiral ribs that keep the paper off the wall, so that water runs through at an even pace. Thick porcelain holds the heat once it is rinsed with hot water. It takes the common cone filters of its size.',
    picture: 'A white porcelain cone standing on a glass jug',
    categories: ['coffee-and-tea', 'tableware'],
    tags: ['coffee', 'porcelain'],
    attributes: { Material: 'Glazed porcelain', Dishwasher: 'Yes' },
    options: { Size: ['1–2 cups', '1–4 cups'] },
    weightGrams: 430,
  },
  {
    slug: 'cast-iron-teapot',
    title: 'Cast Iron Teapot, 0.7 l',
    description:
      'A low, round pot that keeps tea warm through a long conversation. The inside is enamelled, so it neither rusts nor keeps the taste of yesterday. A steel strainer for loose leaves comes with it; do not put it on the hob.',
    picture: 'A round black teapot with a bail handle',
    categories: ['coffee-and-tea'],
    tags: ['tea', 'cast iron'],
    attributes: { Capacity: '0.7 l', Inside: 'Enamel', Strainer: 'Included' },
    weightGrams: 1350,
  },
  {
    slug: 'stoneware-dinner-plates',
    title: 'Stoneware Dinner Plates, Set of Four',
    description:
      'Plates with a raised rim that keeps sauce where it belongs, glazed by hand so that no two are quite alike. The unglazed foot is sanded smooth and will not mark a table. They go in the dishwasher and the microwave.',
    picture: 'Four stacked plates, the top one with bread and cheese',
    categories: ['tableware'],
    tags: ['stoneware', 'set of four'],
    attributes: { Diameter: '26 cm', Pieces: '4', Dishwasher: 'Yes' },
    options: { Glaze: ['Oat', 'Slate', 'Moss'] },
    weightGrams: 3200,
  },
  {
    slug: 'hand-blown-tumblers',
    title: 'Hand-Blown Tumblers, Set of Four',
    description:
      'Made of melted window glass in small firings, with a faint green tint and a bubble here and there. The heavy base makes them hard to knock over. Between two firings they are sold out, as they are now.',
    picture: 'Four greenish glasses in morning light',
    categories: ['tableware'],
    tags: ['glass', 'recycled', 'set of four'],
    attributes: { Capacity: '0.3 l', Pieces: '4', Material: 'Recycled glass' },
    weightGrams: 1400,
  },
];
