/**
 * What names a heartbeat on the bus. The forwarder knows it by the same names (a test compares them), and treats nothing of
 * this source as a finding. EventBridge refuses a source that begins with `aws.`.
 */
export const HEARTBEAT = { source: "orgduty", detailType: "orgduty heartbeat" } as const;
