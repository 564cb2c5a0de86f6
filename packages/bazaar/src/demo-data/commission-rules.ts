import type { NewRule } from '@bazaar/vendors/operations/create-commission-rule';
import { categoryId } from './categories.ts';
import { vendorId } from './vendors.ts';

/**
 * Exceptions from the platform's default commission (DEFAULT_COMMISSION_PPM, 10 %), in parts per million of the net line; the most specific
 * one counts: Paper Lantern pays 7.5 % for its downloads, 15 % is what others would pay.
 */
export const DEMO_COMMISSION_RULES: readonly Pick<NewRule, 'vendorId' | 'categoryId' | 'ratePpm'>[] = [
  { vendorId: vendorId('northlight-outfitters'), categoryId: null, ratePpm: 80_000 },
  { vendorId: null, categoryId: categoryId('downloads'), ratePpm: 150_000 },
  { vendorId: vendorId('paper-lantern'), categoryId: categoryId('downloads'), ratePpm: 75_000 },
];
