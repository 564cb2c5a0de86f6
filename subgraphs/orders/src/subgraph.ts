import { defineSubgraph } from '@bazaar/subgraph/define-subgraph';
import { ordersConfig } from './config.ts';
import { createContext, openServices } from './context.ts';
import { Checkout } from './resolvers/Checkout.ts';
import { checkoutCancel } from './resolvers/Mutation/checkoutCancel.ts';
import { checkoutComplete } from './resolvers/Mutation/checkoutComplete.ts';
import { checkoutStart } from './resolvers/Mutation/checkoutStart.ts';
import { orderCancel } from './resolvers/Mutation/orderCancel.ts';
import { shipmentAddTrackingEvent } from './resolvers/Mutation/shipmentAddTrackingEvent.ts';
import { shipmentCreate } from './resolvers/Mutation/shipmentCreate.ts';
import { shipmentMarkDelivered } from './resolvers/Mutation/shipmentMarkDelivered.ts';
import { vendorOrderCancel } from './resolvers/Mutation/vendorOrderCancel.ts';
import { vendorOrderSetStatus } from './resolvers/Mutation/vendorOrderSetStatus.ts';
import { vendorOrderStartProcessing } from './resolvers/Mutation/vendorOrderStartProcessing.ts';
import { Order } from './resolvers/Order.ts';
import { OrderConnection } from './resolvers/OrderConnection.ts';
import { OrderLine } from './resolvers/OrderLine.ts';
import { OrderStatusChange } from './resolvers/OrderStatusChange.ts';
import { Payment } from './resolvers/Payment.ts';
import { checkout } from './resolvers/Query/checkout.ts';
import { myOrders } from './resolvers/Query/myOrders.ts';
import { order } from './resolvers/Query/order.ts';
import { vendorOrder } from './resolvers/Query/vendorOrder.ts';
import { vendorOrders } from './resolvers/Query/vendorOrders.ts';
import { Refund } from './resolvers/Refund.ts';
import { Shipment } from './resolvers/Shipment.ts';
import { myOrdersUpdated } from './resolvers/Subscription/myOrdersUpdated.ts';
import { orderUpdated } from './resolvers/Subscription/orderUpdated.ts';
import { vendorOrdersUpdated } from './resolvers/Subscription/vendorOrdersUpdated.ts';
import { User } from './resolvers/User.ts';
import { Vendor } from './resolvers/Vendor.ts';
import { VendorOrder } from './resolvers/VendorOrder.ts';
import { VendorOrderConnection } from './resolvers/VendorOrderConnection.ts';
import { countHangingCheckouts } from './storage/hanging-checkouts.ts';
import { ALL_TABLES } from './storage/tables/all-tables.ts';
import { advanceCheckouts } from './sweeps/advance-checkouts.ts';
import { applyWebhooks } from './sweeps/apply-webhooks.ts';
import { forgetCheckouts } from './sweeps/forget-checkouts.ts';
import { learnDueFees } from './sweeps/learn-due-fees.ts';
import { repeatSignals } from './sweeps/repeat-signals.ts';
import { settleDueRefunds } from './sweeps/settle-due-refunds.ts';
import { serveStripeWebhook } from './webhooks/serve-stripe-webhook.ts';

/** What was bought: checkouts, orders, payments, parcels, refunds. */
export const orders = defineSubgraph({
  name: 'orders',
  root: new URL('../', import.meta.url),
  config: ordersConfig,
  entities: ALL_TABLES,
  services: openServices,
  context: createContext,
  resolvers: {
    Query: { order, checkout, myOrders, vendorOrder, vendorOrders },
    Mutation: {
      checkoutStart,
      checkoutComplete,
      checkoutCancel,
      orderCancel,
      vendorOrderCancel,
      vendorOrderStartProcessing,
      vendorOrderSetStatus,
      shipmentCreate,
      shipmentAddTrackingEvent,
      shipmentMarkDelivered,
    },
    Subscription: { orderUpdated, myOrdersUpdated, vendorOrdersUpdated },
    Checkout,
    Order,
    OrderConnection,
    VendorOrder,
    VendorOrderConnection,
    OrderLine,
    OrderStatusChange,
    Payment,
    Refund,
    Shipment,
    User,
    Vendor,
  },
  commands: {},
  listeners: {},
  sweeps: [advanceCheckouts, applyWebhooks, settleDueRefunds, learnDueFees, repeatSignals, forgetCheckouts],
  hanging: { count: countHangingCheckouts },
  rawRoutes: { 'POST /webhooks/stripe': serveStripeWebhook },
});
