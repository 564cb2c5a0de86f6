/** Fixed prices in minor units: US cents, euro cents, pence and yen. Nothing is ever converted. */
export type Prices = readonly [usd: number, eur: number, gbp: number, jpy: number];

/** Units in each of the vendor's warehouses, in the vendor's own order; downloads never run out. */
export type Stock = readonly number[] | 'untracked';

/** What one vendor asks for a product and how much of it there is; each variant becomes one offer. */
export interface DemoOffer {
  /** Of all variants alike, or by the value of the product's first option. */
  readonly prices: Prices | Readonly<Record<string, Prices>>;
  /** What it cost before, where it has become cheaper. */
  readonly was?: Prices | Readonly<Record<string, Prices>>;
  /** Of each variant. */
  readonly stock: Stock;
  /** Variants with other stock, by their titles: `M / Rust`. */
  readonly stockOf?: Readonly<Record<string, readonly number[]>>;
  readonly condition?: 'REFURBISHED';
  /** Until it leaves the warehouse; a day when left out. */
  readonly leadTimeDays?: number;
  readonly maxQuantity?: number;
}

/** A vendor's offers by the slugs of the products. */
export type DemoOffers = Readonly<Record<string, DemoOffer>>;
