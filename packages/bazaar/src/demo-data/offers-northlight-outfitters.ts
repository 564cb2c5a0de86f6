import type { DemoOffers } from './demo-offer.ts';

/** Prices in USD, EUR, GBP and JPY; stock in Portland and Rotterdam. */
export const NORTHLIGHT_OFFERS: DemoOffers = {
  'two-person-tent': { prices: [329_00, 319_00, 279_00, 47_800], stock: [14, 11], maxQuantity: 5 },
  'square-tarp': { prices: [118_00, 115_00, 98_00, 17_200], stock: [20, 16] },
  'down-sleeping-bag': {
    prices: { '0 °C': [249_00, 245_00, 209_00, 36_800], '−8 °C': [319_00, 309_00, 269_00, 46_800] },
    stock: [9, 8],
    stockOf: { '−8 °C / Right': [0, 1] },
  },
  'insulated-sleeping-mat': {
    prices: { Regular: [128_00, 125_00, 108_00, 18_800], Long: [142_00, 139_00, 119_00, 20_800] },
    was: { Regular: [149_00, 145_00, 125_00, 21_800], Long: [165_00, 159_00, 139_00, 23_800] },
    stock: [24, 19],
  },
  'spirit-stove': { prices: [74_00, 72_00, 62_00, 10_800], stock: [22, 15] },
  'titanium-mug': {
    prices: { '450 ml': [34_00, 33_00, 28_50, 4_700], '650 ml': [39_00, 38_00, 33_00, 5_500] },
    stock: [36, 30],
  },
  'vacuum-flask': {
    prices: { '0.5 l': [31_00, 30_00, 26_00, 4_500], '1 l': [38_00, 37_00, 32_00, 5_500] },
    stock: [40, 34],
  },
  'folding-camp-chair': { prices: [96_00, 94_00, 81_00, 13_900], stock: [17, 12] },
  'day-pack-22': { prices: [89_00, 87_00, 75_00, 12_800], stock: [25, 20], stockOf: { Brick: [2, 1] } },
  'trekking-pack-55': { prices: [259_00, 249_00, 215_00, 37_800], stock: [8, 7], leadTimeDays: 2 },
  'dry-bags': { prices: [42_00, 41_00, 35_00, 6_100], stock: [45, 38] },
  'baseplate-compass': { prices: [48_00, 47_00, 40_00, 6_900], stock: [28, 24] },
  'rechargeable-headlamp': {
    prices: [54_00, 52_00, 45_00, 7_800],
    was: [64_00, 62_00, 54_00, 9_200],
    stock: [33, 27],
  },
  'folding-trekking-poles': { prices: [112_00, 109_00, 94_00, 16_200], stock: [15, 13] },

  'merino-t-shirt': {
    prices: [72_00, 69_00, 60_00, 10_400],
    stock: [18, 14],
    stockOf: { 'XL / Lake': [0, 0], 'S / Rust': [3, 0] },
  },
  'heavy-oxford-shirt': { prices: [98_00, 95_00, 82_00, 14_200], stock: [10, 9] },
  'flannel-work-shirt': {
    prices: [84_00, 82_00, 70_00, 12_200],
    was: [98_00, 96_00, 82_00, 14_200],
    stock: [12, 10],
  },
  'lambswool-jumper': { prices: [135_00, 132_00, 114_00, 19_800], stock: [11, 9] },
  'fisherman-cardigan': { prices: [189_00, 185_00, 159_00, 27_800], stock: [7, 5], leadTimeDays: 2 },
  'waxed-field-jacket': { prices: [279_00, 269_00, 235_00, 41_800], stock: [6, 5], stockOf: { S: [1, 0] } },
  'three-layer-rain-shell': { prices: [309_00, 299_00, 259_00, 45_800], stock: [9, 8] },
  'merino-hiking-socks': { prices: [32_00, 31_00, 26_50, 4_600], stock: [60, 55] },
  'ribbed-beanie': { prices: [36_00, 35_00, 30_00, 5_200], stock: [30, 22] },
  'leather-work-gloves': { prices: [44_00, 43_00, 37_00, 6_400], stock: [16, 12] },
  'felt-slippers': { prices: [68_00, 66_00, 57_00, 9_900], stock: [10, 8] },

  'gooseneck-kettle': { prices: [72_00, 71_00, 61_00, 10_400], stock: [6, 4] },
  'hand-coffee-grinder': { prices: [84_00, 82_00, 71_00, 11_900], stock: [12, 10] },
  'lambswool-throw': { prices: [105_00, 102_00, 88_00, 15_600], stock: [8, 6] },
  'waffle-bath-towel': { prices: [32_00, 31_00, 26_50, 4_600], stock: [18, 14] },
  'beeswax-candles': {
    prices: {
      'Two tapers': [15_00, 14_50, 12_50, 2_100],
      Pillar: [24_00, 23_00, 19_95, 3_400],
      'Twelve tealights': [17_00, 16_50, 14_00, 2_350],
    },
    stock: [14, 10],
  },
  'pocket-notebooks': { prices: [13_00, 12_50, 10_95, 1_850], stock: [30, 25] },
  'night-market': { prices: [18_00, 17_50, 14_95, 2_600], stock: [12, 9] },
  'map-and-compass-handbook': { prices: [12_00, 11_50, 9_95, 1_700], stock: 'untracked' },
};
