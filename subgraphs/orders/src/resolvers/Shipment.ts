import type { ShipmentResolvers } from '../generated/resolvers.ts';

export const Shipment: ShipmentResolvers = {
  lines: ({ id }, _args, { loaders }) => loaders.linesOfShipment.load(id),
  trackingEvents: ({ id }, _args, { loaders }) => loaders.trackingOfShipment.load(id),
};
