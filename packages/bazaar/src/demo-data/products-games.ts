import type { DemoProduct } from './demo-product.ts';

export const GAMES_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'tidewater',
    title: 'Tidewater',
    description:
      'A harbour game for two to four: the tide rises every third turn and floods whatever was built too low. Ships may be shared, which is where the arguing starts. Learned in ten minutes and played in an hour.',
    picture: 'A round board of blue tiles with wooden boats',
    categories: ['tabletop'],
    tags: ['board game', 'strategy'],
    attributes: { Players: '2–4', Age: '10+', Time: '60 min' },
    options: { Language: ['English', 'German'] },
    weightGrams: 1250,
  },
  {
    slug: 'lantern-row',
    title: 'Lantern Row',
    description:
      'A tile game in which every street you light for yourself also lights your neighbour. Quick turns, no luck after the draw, and a scoring that can be done without a pencil. Works well for two.',
    picture: 'Square tiles with paper lanterns laid in rows',
    categories: ['tabletop'],
    tags: ['board game', 'family'],
    attributes: { Players: '2–5', Age: '8+', Time: '30 min' },
    weightGrams: 720,
  },
  {
    slug: 'night-market',
    title: 'Night Market',
    description:
      'A card game of trading and bluffing for three to six. You sell what you do not have yet and hope to find it before dawn. The box is small enough for a coat pocket.',
    picture: 'Illustrated cards fanned out around a box',
    categories: ['tabletop'],
    tags: ['card game', 'party', 'travel'],
    attributes: { Players: '3–6', Age: '8+', Time: '20 min' },
    weightGrams: 210,
  },
  {
    slug: 'linen-playing-cards',
    title: 'Linen-Finish Playing Cards',
    description:
      'Fifty-two cards and two jokers on stiff card with a linen finish that shuffles well. Large corner indices, and court cards drawn so that king and jack are not confused by candlelight. Two decks in two colours make a set for rummy.',
    picture: 'A shuffled deck with a leaf pattern on the back',
    categories: ['tabletop'],
    tags: ['card game', 'classic'],
    attributes: { Cards: '54', Card: '310 g/m²' },
    options: { Back: ['Red', 'Blue'] },
    weightGrams: 98,
  },
  {
    slug: 'wooden-chess-set',
    title: 'Wooden Chess Set',
    description:
      'Weighted and felted pieces of a plain old pattern on a folding board that stores them. The king stands 8 cm tall, the squares measure 4 cm. Two spare queens are in the box.',
    picture: 'A chess board in the middle of a game',
    categories: ['tabletop'],
    tags: ['chess', 'wood', 'classic'],
    attributes: { Board: '38 × 38 cm', Wood: 'Sheesham and boxwood' },
    weightGrams: 2100,
  },
  {
    slug: 'travel-backgammon',
    title: 'Roll-Up Backgammon',
    description:
      'A board of oiled leather that rolls around its own pieces and ties with a cord. The stones are flat enough to stay put on a train. Dice, doubling die and rules in four languages are inside.',
    picture: 'A leather board unrolled on a café table',
    categories: ['tabletop'],
    tags: ['backgammon', 'leather', 'travel'],
    attributes: { Open: '42 × 30 cm', Rolled: '30 × 6 cm' },
    weightGrams: 480,
  },
  {
    slug: 'harbour-jigsaw-1000',
    title: 'Jigsaw: The Harbour at Six',
    description:
      'A thousand pieces of a busy harbour on one early morning, painted for this puzzle; look long enough and you find the thief. The pieces are cut at random, no two alike, from thick board. A poster of the picture is in the box.',
    picture: 'A half-finished jigsaw of boats and gulls',
    categories: ['puzzles'],
    tags: ['jigsaw', '1000 pieces'],
    attributes: { Pieces: '1000', Finished: '68 × 48 cm' },
    weightGrams: 860,
  },
  {
    slug: 'botanical-jigsaw-500',
    title: 'Jigsaw: Forty Weeds',
    description:
      'Five hundred pieces with forty plants that grow between paving stones, each with its name. The back is printed with letters that sort the pieces into five areas, for those who want help. Matte, so that a lamp does not dazzle.',
    picture: 'A puzzle of labelled wild plants',
    categories: ['puzzles'],
    tags: ['jigsaw', '500 pieces', 'botany'],
    attributes: { Pieces: '500', Finished: '48 × 34 cm' },
    weightGrams: 560,
  },
  {
    slug: 'six-piece-burr',
    title: 'Six-Piece Burr Puzzle',
    description:
      'Six notched sticks that make one solid knot. Taking it apart needs five moves that nobody finds at once; putting it together again needs an evening. The solution is in a sealed envelope.',
    picture: 'Interlocked wooden sticks forming a cross',
    categories: ['puzzles'],
    tags: ['wood', 'brain-teaser', 'gift'],
    attributes: { Wood: 'Maple', Size: '7 × 7 × 7 cm' },
    weightGrams: 150,
  },
  {
    slug: 'wire-puzzles',
    title: 'Wire Puzzles, Set of Six',
    description:
      'Six tangles of bent steel wire, from easy to unreasonable, stamped with one to six dots. Each comes apart without force. They live in a cotton bag and have ended many silences at the table.',
    picture: 'Bent wire shapes linked in pairs',
    categories: ['puzzles'],
    tags: ['steel', 'brain-teaser', 'set of six'],
    attributes: { Puzzles: '6', Material: 'Nickel-free steel' },
    weightGrams: 260,
  },
];
