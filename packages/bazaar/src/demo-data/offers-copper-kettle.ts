import type { DemoOffers } from './demo-offer.ts';

/** Prices in USD, EUR, GBP and JPY; stock in Bristol and Columbus. */
export const COPPER_KETTLE_OFFERS: DemoOffers = {
  'enamelled-dutch-oven': {
    prices: { '4 litres': [129_00, 125_00, 109_00, 19_800], '6 litres': [159_00, 155_00, 135_00, 24_800] },
    stock: [18, 9],
    stockOf: { '6 litres / Sage': [1, 2] },
  },
  'carbon-steel-frying-pan': {
    prices: { '24 cm': [49_00, 48_00, 42_00, 7_400], '28 cm': [59_00, 58_00, 49_00, 8_900] },
    stock: [40, 25],
  },
  'bamboo-steamer': { prices: [28_00, 27_50, 24_00, 3_900], stock: [32, 12] },
  'paring-knife': { prices: [36_00, 35_00, 30_00, 4_900], stock: [26, 14] },
  'end-grain-chopping-board': { prices: [94_00, 92_00, 79_00, 14_200], stock: [11, 4], leadTimeDays: 3 },
  'whetstone-1000-6000': {
    prices: [44_00, 43_00, 37_00, 5_800],
    was: [52_00, 51_00, 44_00, 6_900],
    stock: [22, 10],
  },
  'gooseneck-kettle': { prices: [68_00, 67_00, 58_00, 9_800], stock: [45, 30] },
  'hand-coffee-grinder': { prices: [89_00, 88_00, 75_00, 12_800], stock: [28, 16] },
  'pour-over-dripper': {
    prices: { '1–2 cups': [24_00, 23_50, 19_95, 3_300], '1–4 cups': [29_00, 28_50, 24_00, 3_900] },
    stock: [50, 20],
  },
  'cast-iron-teapot': { prices: [58_00, 57_00, 49_00, 7_800], stock: [17, 8] },
  'stoneware-dinner-plates': {
    prices: [84_00, 82_00, 69_00, 12_400],
    stock: [14, 6],
    stockOf: { Moss: [2, 0] },
    leadTimeDays: 2,
  },
  'hand-blown-tumblers': { prices: [52_00, 51_00, 44_00, 7_600], stock: [0, 0], maxQuantity: 4 },

  'linen-duvet-set': {
    prices: {
      Single: [149_00, 145_00, 125_00, 22_400],
      Double: [189_00, 185_00, 159_00, 28_500],
      King: [219_00, 215_00, 185_00, 32_800],
    },
    was: {
      Single: [179_00, 175_00, 149_00, 26_800],
      Double: [229_00, 225_00, 195_00, 34_500],
      King: [259_00, 255_00, 219_00, 38_800],
    },
    stock: [12, 7],
  },
  'lambswool-throw': { prices: [98_00, 96_00, 82_00, 14_800], stock: [15, 5] },
  'linen-tea-towels': { prices: [27_00, 26_50, 22_50, 3_900], stock: [60, 35] },
  'waffle-bath-towel': { prices: [34_00, 33_50, 28_50, 4_900], stock: [40, 22] },
  'paper-floor-lamp': { prices: [74_00, 72_00, 62_00, 10_800], stock: [9, 6] },
  'brass-reading-lamp': { prices: [139_00, 136_00, 117_00, 20_800], stock: [8, 3], leadTimeDays: 2 },
  'beeswax-candles': {
    prices: {
      'Two tapers': [14_00, 13_50, 11_50, 1_980],
      Pillar: [22_00, 21_50, 18_50, 3_100],
      'Twelve tealights': [18_00, 17_50, 14_95, 2_480],
    },
    stock: [70, 24],
  },
  'oak-wall-shelf': {
    prices: { '60 cm': [64_00, 62_00, 54_00, 9_400], '90 cm': [84_00, 82_00, 71_00, 12_600] },
    stock: [13, 5],
  },
  'seagrass-basket': {
    prices: {
      Small: [26_00, 25_50, 21_50, 3_800],
      Medium: [38_00, 37_00, 32_00, 5_600],
      Large: [54_00, 53_00, 45_00, 7_900],
    },
    stock: [20, 10],
  },
  'beech-peg-rail': {
    prices: { Five: [36_00, 35_00, 29_95, 5_200], Eight: [49_00, 48_00, 41_00, 7_200] },
    stock: [24, 9],
  },
  'enamel-bread-bin': { prices: [62_00, 61_00, 52_00, 9_200], stock: [16, 7] },

  'spirit-stove': { prices: [79_00, 77_00, 66_00, 11_400], stock: [6, 4] },
  'titanium-mug': {
    prices: { '450 ml': [32_00, 31_50, 27_00, 4_400], '650 ml': [38_00, 37_00, 32_00, 5_300] },
    stock: [14, 8],
  },
  'vacuum-flask': {
    prices: { '0.5 l': [29_00, 28_50, 24_50, 4_200], '1 l': [36_00, 35_50, 30_00, 5_200] },
    stock: [25, 18],
  },
  'felt-slippers': { prices: [64_00, 63_00, 54_00, 9_400], stock: [5, 3] },
  'lambswool-jumper': { prices: [129_00, 126_00, 108_00, 19_600], stock: [4, 2] },
  'letterpress-cards': { prices: [23_00, 22_50, 19_50, 3_300], stock: [18, 6] },
  'six-piece-burr': { prices: [19_00, 18_50, 15_95, 2_800], stock: [20, 12] },
  'wooden-chess-set': { prices: [92_00, 90_00, 77_00, 13_400], stock: [5, 2] },
  'travel-backgammon': {
    prices: [69_00, 67_00, 58_00, 9_900],
    was: [78_00, 76_00, 66_00, 11_200],
    stock: [7, 3],
  },
};
