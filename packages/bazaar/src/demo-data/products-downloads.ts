import type { DemoProduct } from './demo-product.ts';

export const DOWNLOAD_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'bread-from-one-starter',
    title: 'Bread from One Starter',
    description:
      'A handbook of 140 pages that follows one sourdough through a week: a country loaf, rye, flatbread, pancakes from what is left over. Every recipe is given by weight and by percentage. Corrections are sent to all who bought it.',
    picture: 'A book cover with a sliced loaf',
    categories: ['e-books', 'kitchen'],
    tags: ['baking', 'handbook'],
    attributes: { Pages: '140', Language: 'English', Protection: 'None' },
    options: { Format: ['EPUB', 'PDF'] },
    weightGrams: null,
  },
  {
    slug: 'map-and-compass-handbook',
    title: 'Map and Compass: A Walking Handbook',
    description:
      'How to find the way when the battery is empty, in twelve walks of growing difficulty that can be done on any map of 1:25,000. With exercises and the answers. The drawings are vector and can be enlarged.',
    picture: 'A book cover with contour lines',
    categories: ['e-books', 'trail-gear'],
    tags: ['navigation', 'handbook'],
    attributes: { Pages: '96', Language: 'English', Protection: 'None' },
    options: { Format: ['EPUB', 'PDF'] },
    weightGrams: null,
  },
  {
    slug: 'coast-recordings',
    title: 'Coast: Six Field Recordings',
    description:
      'Six hours of surf, rain on shingle, gulls at a distance and one foghorn, recorded with two microphones and left alone. No loops and no music. Good for working, better for falling asleep.',
    picture: 'A microphone in a wind shield on a beach',
    categories: ['recordings'],
    tags: ['field recording', 'sleep'],
    attributes: { Length: '6 h', Tracks: '6' },
    options: { Format: ['MP3', 'FLAC'] },
    weightGrams: null,
  },
  {
    slug: 'rain-on-canvas',
    title: 'Rain on Canvas',
    description:
      'Two hours inside a tent: a shower that comes, stays and goes. Recorded in one take on a night in May. Ends with a blackbird, which may wake you.',
    picture: 'Raindrops on the inside of a tent roof',
    categories: ['recordings'],
    tags: ['field recording', 'rain'],
    attributes: { Length: '2 h', Tracks: '1' },
    options: { Format: ['MP3', 'FLAC'] },
    weightGrams: null,
  },
  {
    slug: 'yoke-jumper-pattern',
    title: 'Knitting Pattern: Round-Yoke Jumper',
    description:
      'A jumper knitted from the top in one piece, in nine sizes from 80 to 140 cm. Charts for three yokes and a page on how to change the length. Tested by twelve knitters, two of them beginners.',
    picture: 'The patterned yoke of a knitted jumper',
    categories: ['patterns', 'knitwear'],
    tags: ['knitting', 'pattern'],
    attributes: { Sizes: '9', Yarn: '400–700 g, 4-ply', Format: 'PDF' },
    weightGrams: null,
  },
  {
    slug: 'workshop-apron-pattern',
    title: 'Sewing Pattern: Workshop Apron',
    description:
      'A cross-back apron with six pockets from one and a half metres of canvas. The file prints on A4, Letter or one A0 sheet and has a layer for every size. Straight seams only: a good first project.',
    picture: 'A canvas apron hanging on a workshop door',
    categories: ['patterns'],
    tags: ['sewing', 'pattern', 'beginner'],
    attributes: { Sizes: 'XS–3XL', Format: 'PDF, layered' },
    weightGrams: null,
  },
  {
    slug: 'folded-lantern-templates',
    title: 'Folded Lantern Templates',
    description:
      'Twelve lanterns to print on ordinary paper, cut and fold without glue. They range from a cube for a first evening to a star of thirty pieces. Use them with LED tealights only.',
    picture: 'A row of glowing folded paper lanterns',
    categories: ['patterns', 'lighting'],
    tags: ['paper', 'craft', 'template'],
    attributes: { Templates: '12', Format: 'PDF and SVG' },
    weightGrams: null,
  },
  {
    slug: 'printable-year-planner',
    title: 'Printable Year Planner',
    description:
      'A calendar that makes itself: type the year and the holidays, print as many pages as you need. Year, month and week layouts for A4, A5 and Letter. Works in any spreadsheet program.',
    picture: 'Printed calendar pages clipped to a board',
    categories: ['patterns', 'notebooks-and-cards'],
    tags: ['planner', 'template'],
    attributes: { Layouts: '9', Format: 'ODS and XLSX' },
    weightGrams: null,
  },
];
