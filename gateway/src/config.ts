/** @apollo/gateway reports usage unless this is set before it is constructed; nothing here phones home. */
export function disableVendorTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}
