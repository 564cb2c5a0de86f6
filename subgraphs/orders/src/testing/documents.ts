const CHECKOUT = /* GraphQL */ `
  fragment CheckoutParts on Checkout {
    id
    status
    clientSecret
    publishableKey
    accessToken
    expiresAt
    payment {
      status
      requiresAction
      error {
        code
        message
      }
      method {
        brand
        last4
      }
    }
    failure {
      code
      message
      field
      problems {
        code
        available
      }
      total {
        amount
        currency
      }
      cartVersion
      otherCheckoutId
    }
    order {
      id
      accessToken
      number
      status
      paymentStatus
      total {
        amount
        currency
      }
      vendorOrders {
        id
        number
        status
        total {
          amount
        }
        lines {
          id
          quantity
          total {
            amount
          }
        }
      }
    }
  }
`;

export const CHECKOUT_START = /* GraphQL */ `
  mutation ($input: CheckoutStartInput!) {
    checkoutStart(input: $input) {
      checkout {
        ...CheckoutParts
      }
      userErrors {
        code
        message
        field
      }
    }
  }
  ${CHECKOUT}
`;

export const CHECKOUT_COMPLETE = /* GraphQL */ `
  mutation ($input: CheckoutCompleteInput!) {
    checkoutComplete(input: $input) {
      checkout {
        ...CheckoutParts
      }
      userErrors {
        code
        message
        field
      }
    }
  }
  ${CHECKOUT}
`;

export const CHECKOUT_CANCEL = /* GraphQL */ `
  mutation ($input: CheckoutCancelInput!) {
    checkoutCancel(input: $input) {
      checkout {
        ...CheckoutParts
      }
      userErrors {
        code
        message
        field
      }
    }
  }
  ${CHECKOUT}
`;

export const CHECKOUT_QUERY = /* GraphQL */ `
  query ($id: ID!, $accessToken: String) {
    checkout(id: $id, accessToken: $accessToken) {
      ...CheckoutParts
    }
  }
  ${CHECKOUT}
`;

const ORDER = /* GraphQL */ `
  fragment OrderParts on Order {
    id
    number
    version
    status
    paymentStatus
    email
    customer {
      id
    }
    subtotal {
      amount
    }
    discountTotal {
      amount
    }
    shippingTotal {
      amount
    }
    taxTotal {
      amount
    }
    total {
      amount
      currency
      formatted
    }
    refundedTotal {
      amount
    }
    shippingAddress {
      firstName
      country
    }
    billingAddress {
      country
    }
    vendorOrders {
      id
      number
      status
      paymentStatus
      vendor {
        id
      }
      vendorName
      total {
        amount
      }
      refundedTotal {
        amount
      }
      commission {
        amount
      }
      lines {
        id
        title
        quantity
        shippedQuantity
        unitPrice {
          amount
        }
        total {
          amount
        }
        offer {
          id
        }
        product {
          id
        }
      }
      shipments {
        id
        carrier
        trackingNumber
        status
        lines {
          orderLineId
          quantity
        }
        trackingEvents {
          status
          location
        }
      }
    }
    payments {
      status
      amount {
        amount
      }
      captured {
        amount
      }
      refunded {
        amount
      }
      method {
        brand
        last4
      }
      error {
        code
      }
    }
    refunds {
      status
      amount {
        amount
      }
      reason
      vendorOrderId
    }
    timeline {
      vendorOrderId
      kind
      fromStatus
      toStatus
      actor
      note
    }
  }
`;

export const ORDER_QUERY = /* GraphQL */ `
  query ($id: ID!, $accessToken: String) {
    order(id: $id, accessToken: $accessToken) {
      ...OrderParts
    }
  }
  ${ORDER}
`;

export const ORDER_UPDATED = /* GraphQL */ `
  subscription ($id: ID!, $accessToken: String) {
    orderUpdated(id: $id, accessToken: $accessToken) {
      id
      version
      status
      paymentStatus
      vendorOrders {
        id
        status
      }
    }
  }
`;

export const ORDER_CANCEL = /* GraphQL */ `
  mutation ($input: OrderCancelInput!) {
    orderCancel(input: $input) {
      order {
        ...OrderParts
      }
      userErrors {
        code
        message
        field
      }
    }
  }
  ${ORDER}
`;

export const VENDOR_ORDER_CANCEL = /* GraphQL */ `
  mutation ($input: VendorOrderCancelInput!) {
    vendorOrderCancel(input: $input) {
      vendorOrder {
        id
        status
        paymentStatus
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`;

export const SHIPMENT_CREATE = /* GraphQL */ `
  mutation ($input: ShipmentCreateInput!) {
    shipmentCreate(input: $input) {
      shipment {
        id
        status
        carrier
        lines {
          orderLineId
          quantity
        }
      }
      vendorOrder {
        id
        status
        lines {
          shippedQuantity
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`;

export const SHIPMENT_DELIVERED = /* GraphQL */ `
  mutation ($input: ShipmentMarkDeliveredInput!) {
    shipmentMarkDelivered(input: $input) {
      shipment {
        id
        status
        deliveredAt
      }
      vendorOrder {
        status
      }
      userErrors {
        code
        field
      }
    }
  }
`;

export const SHIPMENT_TRACK = /* GraphQL */ `
  mutation ($input: ShipmentAddTrackingEventInput!) {
    shipmentAddTrackingEvent(input: $input) {
      shipment {
        status
        trackingEvents {
          status
          description
          location
        }
      }
      vendorOrder {
        status
      }
      userErrors {
        code
        field
      }
    }
  }
`;

export const START_PROCESSING = /* GraphQL */ `
  mutation ($input: VendorOrderStartProcessingInput!) {
    vendorOrderStartProcessing(input: $input) {
      vendorOrder {
        status
      }
      userErrors {
        code
        field
      }
    }
  }
`;

export const SET_STATUS = /* GraphQL */ `
  mutation ($input: VendorOrderSetStatusInput!) {
    vendorOrderSetStatus(input: $input) {
      vendorOrder {
        status
        timeline {
          toStatus
          actor
          note
        }
      }
      userErrors {
        code
        field
      }
    }
  }
`;
