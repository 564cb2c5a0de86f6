import type { DemoProduct } from './demo-product.ts';

const SIZES = ['S', 'M', 'L', 'XL'];

export const CLOTHING_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'merino-t-shirt',
    title: 'Merino T-Shirt',
    description:
      'Fine merino that does not itch and can be worn for days before anyone notices. Flat seams sit away from where pack straps press. It runs slightly long; wash it at 30 °C with wool soap and leave out the softener.',
    picture: 'A plain T-shirt on a hanger by a window',
    categories: ['shirts'],
    tags: ['merino', 'base layer'],
    attributes: { Material: 'Merino wool, 160 g/m²', Fit: 'Regular' },
    options: { Size: SIZES, Colour: ['Charcoal', 'Rust', 'Lake'] },
    weightGrams: 165,
  },
  {
    slug: 'heavy-oxford-shirt',
    title: 'Heavy Oxford Shirt',
    description:
      'A shirt of thick cotton that looks in order without ironing. Buttons are shell and sewn on so that they stay. The back has a box pleat, and the tails are cut to be worn in or out.',
    picture: 'A folded pale blue shirt with a button-down collar',
    categories: ['shirts'],
    tags: ['cotton', 'shirt'],
    attributes: { Material: 'Cotton oxford, 190 g/m²', Fit: 'Relaxed' },
    options: { Size: SIZES, Colour: ['White', 'Pale blue'] },
    weightGrams: 340,
  },
  {
    slug: 'flannel-work-shirt',
    title: 'Flannel Work Shirt',
    description:
      'Brushed on both sides, warm as a light jacket and softer every month. Double-stitched seams, two chest pockets with a slot for a pencil. The checks meet at the placket because somebody took the trouble.',
    picture: 'A checked shirt over the back of a chair',
    categories: ['shirts'],
    tags: ['flannel', 'cotton', 'shirt'],
    attributes: { Material: 'Cotton flannel, 240 g/m²', Fit: 'Relaxed' },
    options: { Size: SIZES },
    weightGrams: 430,
  },
  {
    slug: 'lambswool-jumper',
    title: 'Lambswool Jumper',
    description:
      'Knitted in one piece without side seams, with a collar that keeps its shape. Lambswool is lighter than it looks and shrugs off drizzle. A card of the same yarn for darning is in the parcel.',
    picture: 'A round-necked jumper folded on a stool',
    categories: ['knitwear'],
    tags: ['wool', 'jumper'],
    attributes: { Material: 'Lambswool', Gauge: '7' },
    options: { Size: SIZES, Colour: ['Oatmeal', 'Bottle green'] },
    weightGrams: 460,
  },
  {
    slug: 'fisherman-cardigan',
    title: 'Fisherman Cardigan',
    description:
      'A rib so dense that wind has to go around. The yarn keeps some of its lanolin, which is why it smells of sheep when wet and dries quickly. Horn buttons, two pockets, a collar that stands up when it must.',
    picture: 'A thick navy cardigan with horn buttons',
    categories: ['knitwear'],
    tags: ['wool', 'cardigan'],
    attributes: { Material: 'Wool, 5-ply', Pockets: '2' },
    options: { Size: SIZES },
    weightGrams: 980,
  },
  {
    slug: 'waxed-field-jacket',
    title: 'Waxed Field Jacket',
    description:
      'Cotton soaked in wax: quiet, windproof and good for hours of rain, if not for days. Five pockets, one of them big enough for a map. Rub in new wax every second autumn; a tin is included.',
    picture: 'A dark olive jacket on a hook, wet at the shoulders',
    categories: ['jackets'],
    tags: ['waxed cotton', 'rain'],
    attributes: { Material: 'Waxed cotton, 270 g/m²', Lining: 'Cotton', Pockets: '5' },
    options: { Size: SIZES },
    weightGrams: 1350,
  },
  {
    slug: 'three-layer-rain-shell',
    title: 'Three-Layer Rain Shell',
    description:
      'A waterproof membrane between a strong face and a soft back, without fluorinated chemistry. The hood fits over a helmet and turns with the head; zips under the arms let steam out. Packs into its own pocket.',
    picture: 'A hooded jacket with water beading on the sleeve',
    categories: ['jackets', 'hiking'],
    tags: ['rain', 'pfas-free'],
    attributes: { 'Water column': '20,000 mm', Seams: 'Taped' },
    options: { Size: SIZES, Colour: ['Ink', 'Saffron'] },
    weightGrams: 410,
  },
  {
    slug: 'merino-hiking-socks',
    title: 'Merino Hiking Socks, Two Pairs',
    description:
      'Cushioned under heel and toe and thin everywhere else, with a flat seam that does not rub. Left and right are different, as feet are. We replace a pair that gets a hole in its first year.',
    picture: 'Two pairs of grey socks with a coloured heel',
    categories: ['accessories', 'hiking'],
    tags: ['merino', 'socks'],
    attributes: { Material: 'Merino wool, polyamide', Pairs: '2' },
    options: { Size: ['36–38', '39–41', '42–44', '45–47'] },
    weightGrams: 140,
  },
  {
    slug: 'ribbed-beanie',
    title: 'Ribbed Beanie',
    description:
      'A double-layered rib of undyed or plant-dyed wool that fits most heads. Fold it once for ears, twice for style. Hand wash, and dry it on a bowl.',
    picture: 'Four folded woollen hats in a row',
    categories: ['accessories'],
    tags: ['wool', 'hat'],
    attributes: { Material: 'Wool', Size: 'One size' },
    options: { Colour: ['Undyed', 'Madder', 'Indigo', 'Walnut'] },
    weightGrams: 95,
  },
  {
    slug: 'leather-work-gloves',
    title: 'Leather Work Gloves',
    description:
      'Goatskin, which stays supple when it has been wet, with a second layer where an axe handle rubs. Unlined, so that fingers feel what they do. The cuff closes with a strap.',
    picture: 'A pair of tan gloves on split firewood',
    categories: ['accessories'],
    tags: ['leather', 'gloves'],
    attributes: { Material: 'Goatskin', Lining: 'None' },
    options: { Size: ['8', '9', '10'] },
    weightGrams: 150,
  },
  {
    slug: 'felt-slippers',
    title: 'Felt Slippers',
    description:
      'Pressed from a single piece of wool felt and soled with natural rubber, so that the stairs are safe and the post can be fetched in them. They widen a little in the first week; take the smaller size when between two.',
    picture: 'Grey felt slippers on a wooden floor',
    categories: ['accessories'],
    tags: ['wool', 'felt', 'slippers'],
    attributes: { Material: 'Wool felt', Sole: 'Natural rubber' },
    options: { Size: ['37', '38', '39', '40', '41', '42', '43', '44'] },
    weightGrams: 520,
  },
];
