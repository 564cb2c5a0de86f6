import type { ImportedWarehouse } from '@bazaar/catalog/operations/import-catalog';
import type { VendorId, WarehouseId } from '@bazaar/ids/kinds';
import type { VendorToImport } from '@bazaar/vendors/operations/import-vendors';
import { personId } from './people.ts';
import { stableId } from './stable-id.ts';

export type VendorHandle = 'northlight-outfitters' | 'copper-kettle' | 'paper-lantern';

export const DEMO_VENDORS: readonly (VendorToImport & { readonly handle: VendorHandle })[] = [
  {
    id: vendorId('northlight-outfitters'),
    handle: 'northlight-outfitters',
    name: 'Northlight Outfitters',
    description:
      'Tents, packs and clothing for people who walk in every weather. We carry few models, keep spare parts for ten years and mend what we sold.',
    website: 'https://northlight.example.com',
    email: 'northlight@example.com',
    ownerId: personId('northlight-owner'),
  },
  {
    id: vendorId('copper-kettle'),
    handle: 'copper-kettle',
    name: 'The Copper Kettle',
    description:
      'Cookware, coffee things and plain good objects for the house. Everything is used in our own kitchen for a year before it goes on the shelf.',
    website: 'https://copper-kettle.example.com',
    email: 'copper-kettle@example.com',
    ownerId: personId('copper-kettle-owner'),
  },
  {
    id: vendorId('paper-lantern'),
    handle: 'paper-lantern',
    name: 'Paper Lantern',
    description:
      'Stationery, art materials, games and downloads from a small shop with its own press. Parcels leave on the day of the order until two in the afternoon.',
    website: 'https://paper-lantern.example.com',
    email: 'paper-lantern@example.com',
    ownerId: personId('paper-lantern-owner'),
  },
];

/** Where each vendor's stock lies, in the order in which reservations draw from it and in which the offer tables count it. */
const WAREHOUSES: Readonly<Record<VendorHandle, readonly (readonly [name: string, country: string])[]>> = {
  'northlight-outfitters': [
    ['Portland', 'US'],
    ['Rotterdam', 'NL'],
  ],
  'copper-kettle': [
    ['Bristol', 'GB'],
    ['Columbus', 'US'],
  ],
  'paper-lantern': [['Leipzig', 'DE']],
};

export const DEMO_WAREHOUSES: readonly ImportedWarehouse[] = DEMO_VENDORS.flatMap(({ id: vendor, handle }) =>
  WAREHOUSES[handle].map(([name, country], priority) => ({
    id: warehouseId(handle, name),
    vendorId: vendor,
    name,
    country,
    priority,
  })),
);

export function vendorId(handle: VendorHandle): VendorId {
  return stableId('vnd', handle);
}

/** The vendor's warehouses, the one to draw from first at the front. */
export function warehouseIdsOf(handle: VendorHandle): readonly WarehouseId[] {
  return WAREHOUSES[handle].map(([name]) => warehouseId(handle, name));
}

function warehouseId(handle: VendorHandle, name: string): WarehouseId {
  return stableId('whs', `${handle} ${name}`);
}
