import type { DemoOffers } from './demo-offer.ts';

/** Prices in USD, EUR, GBP and JPY; stock in Leipzig. */
export const PAPER_LANTERN_OFFERS: DemoOffers = {
  'dot-grid-notebook': { prices: [24_00, 22_50, 19_50, 3_400], stock: [80] },
  'pocket-notebooks': { prices: [12_00, 11_50, 9_95, 1_700], stock: [120] },
  'undated-week-planner': { prices: [26_00, 24_50, 21_00, 3_700], was: [32_00, 29_50, 26_00, 4_500], stock: [55] },
  'letterpress-cards': { prices: [22_00, 21_00, 18_50, 3_100], stock: [40] },
  'piston-fountain-pen': { prices: [148_00, 142_00, 122_00, 21_400], stock: [12], stockOf: { Broad: [1] } },
  'bottled-ink': { prices: [18_00, 16_90, 14_50, 2_500], stock: [65], stockOf: { Oxblood: [4] } },
  'brass-mechanical-pencil': { prices: [46_00, 44_00, 38_00, 6_700], stock: [30] },
  'watercolour-set': {
    prices: { '12': [58_00, 55_00, 47_00, 8_400], '24': [96_00, 92_00, 79_00, 13_900] },
    stock: [22],
  },
  'watercolour-block': {
    prices: { A5: [24_00, 22_50, 19_50, 3_400], A4: [36_00, 34_00, 29_50, 5_200] },
    stock: [35],
  },
  'round-brushes': { prices: [34_00, 32_00, 27_50, 4_900], stock: [28] },
  'graphite-drawing-set': { prices: [29_00, 27_50, 23_50, 4_100], stock: [44] },
  'linocut-starter-kit': { prices: [48_00, 45_00, 39_00, 6_900], stock: [18], leadTimeDays: 2 },

  tidewater: { prices: [54_00, 49_90, 43_00, 7_800], stock: [26] },
  'lantern-row': { prices: [34_00, 31_90, 27_50, 4_900], stock: [38] },
  'night-market': { prices: [17_00, 15_90, 13_95, 2_400], stock: [60] },
  'linen-playing-cards': { prices: [12_00, 10_90, 9_50, 1_700], stock: [90] },
  'wooden-chess-set': { prices: [88_00, 84_00, 72_00, 12_700], stock: [9] },
  'travel-backgammon': { prices: [72_00, 68_00, 59_00, 10_400], stock: [11] },
  'harbour-jigsaw-1000': { prices: [28_00, 26_50, 22_50, 3_900], stock: [33] },
  'botanical-jigsaw-500': { prices: [22_00, 20_90, 17_95, 3_100], stock: [41] },
  'six-piece-burr': { prices: [18_00, 16_90, 14_50, 2_600], stock: [27] },
  'wire-puzzles': { prices: [24_00, 22_50, 19_50, 3_400], was: [28_00, 26_50, 22_50, 3_900], stock: [3] },

  'bread-from-one-starter': { prices: [14_00, 13_00, 11_50, 2_000], stock: 'untracked' },
  'map-and-compass-handbook': { prices: [11_00, 10_50, 8_95, 1_600], stock: 'untracked' },
  'coast-recordings': {
    prices: { MP3: [9_00, 8_50, 7_50, 1_300], FLAC: [12_00, 11_50, 9_95, 1_700] },
    stock: 'untracked',
  },
  'rain-on-canvas': {
    prices: { MP3: [4_00, 3_80, 3_30, 600], FLAC: [6_00, 5_70, 4_90, 900] },
    stock: 'untracked',
  },
  'yoke-jumper-pattern': { prices: [8_00, 7_50, 6_50, 1_200], stock: 'untracked' },
  'workshop-apron-pattern': { prices: [7_00, 6_50, 5_50, 1_000], stock: 'untracked' },
  'folded-lantern-templates': { prices: [5_00, 4_70, 3_95, 750], stock: 'untracked' },
  'printable-year-planner': { prices: [6_00, 5_50, 4_75, 900], was: [9_00, 8_50, 7_25, 1_350], stock: 'untracked' },

  'brass-reading-lamp': { prices: [132_00, 129_00, 111_00, 19_400], stock: [4], condition: 'REFURBISHED' },
  'paper-floor-lamp': { prices: [69_00, 66_00, 57_00, 9_900], stock: [10] },
  'paring-knife': { prices: [38_00, 36_50, 31_50, 5_300], stock: [8] },
  'cast-iron-teapot': { prices: [62_00, 59_00, 51_00, 8_400], stock: [6] },
  'linen-tea-towels': { prices: [25_00, 24_00, 20_50, 3_600], stock: [24] },
  'baseplate-compass': { prices: [45_00, 43_00, 37_00, 6_400], stock: [9] },
  'ribbed-beanie': { prices: [34_00, 32_50, 28_00, 4_900], stock: [7] },
};
