import { idColumn, integer, nullable, primaryId, safeBigint, text, timestamp } from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { Shipment, ShipmentLine, TrackingEvent } from '../../domain/order.ts';

export const ShipmentTable = new EntitySchema<Shipment>({
  name: 'Shipment',
  tableName: 'shipment',
  columns: {
    id: primaryId('shp'),
    vendorOrderId: idColumn('vor'),
    carrier: text(),
    trackingNumber: text(),
    status: text(),
    shippedAt: timestamp(),
    deliveredAt: nullable(timestamp()),
  },
});

export const ShipmentLineTable = new EntitySchema<ShipmentLine>({
  name: 'ShipmentLine',
  tableName: 'shipment_line',
  columns: { shipmentId: primaryId('shp'), orderLineId: primaryId('oln'), quantity: integer() },
});

export const TrackingEventTable = new EntitySchema<TrackingEvent>({
  name: 'TrackingEvent',
  tableName: 'tracking_event',
  columns: {
    id: { ...safeBigint(), primary: true },
    shipmentId: idColumn('shp'),
    status: text(),
    description: nullable(text()),
    location: nullable(text()),
    occurredAt: timestamp(),
  },
});
