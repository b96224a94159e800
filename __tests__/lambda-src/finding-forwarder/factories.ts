import type { SQSRecord } from "aws-lambda";
import { readEvent, type ForwardedEvent } from "../../../lambda-src/finding-forwarder/event/forwarded-event";
import { toLogRecord, type LogRecord } from "../../../lambda-src/finding-forwarder/report/log-record";
import type { Format } from "../../../lambda-src/finding-forwarder/formats/format";

/** A finding as GuardDuty publishes it, cut to what the forwarder looks at and something it does not. */
export function findingDetail(overrides: object = {}): Record<string, unknown> {
  return {
    schemaVersion: "2.0",
    accountId: "012345678901",
    region: "eu-west-1",
    partition: "aws",
    id: "8cc1e4f2a9b04b6d9f6b0b1c2d3e4f50",
    arn: "arn:aws:guardduty:eu-west-1:012345678901:detector/12abc34d567e8fa901bc2d34e56789f0/finding/8cc1e4f2a9b04b6d9f6b0b1c2d3e4f50",
    type: "UnauthorizedAccess:EC2/SSHBruteForce",
    resource: { resourceType: "Instance", instanceDetails: { instanceId: "i-0123456789abcdef0" } },
    service: {
      serviceName: "guardduty",
      archived: false,
      count: 3,
      eventFirstSeen: "2026-11-24T09:50:00.000Z",
      eventLastSeen: "2026-11-24T10:00:00.000Z",
    },
    severity: 5,
    createdAt: "2026-11-24T09:55:00.000Z",
    updatedAt: "2026-11-24T10:05:00.000Z",
    title: "i-0123456789abcdef0 is under SSH brute force attack",
    description: "198.51.100.7 is performing SSH brute force attacks against i-0123456789abcdef0.",
    ...overrides,
  };
}

/** The EventBridge event around a detail. */
export function envelope(detail: unknown, overrides: object = {}): Record<string, unknown> {
  return {
    version: "0",
    id: "11111111-2222-4333-8444-555555555555",
    "detail-type": "GuardDuty Finding",
    source: "aws.guardduty",
    account: "222222222222",
    time: "2026-11-24T10:06:00Z",
    region: "eu-west-1",
    resources: [],
    detail,
    ...overrides,
  };
}

export function findingBody(overrides: object = {}): string {
  return JSON.stringify(envelope(findingDetail(overrides)));
}

/** What the schedule sends. */
export function heartbeatBody(): string {
  return JSON.stringify(
    envelope(
      { type: "AttackSequence:EC2/CompromisedInstanceGroup", severity: 1 },
      {
        "detail-type": "orgduty heartbeat",
        source: "orgduty",
        resources: [
          "arn:aws:scheduler:eu-west-1:222222222222:schedule/default/acme-guardduty-findings-heartbeat",
        ],
      },
    ),
  );
}

/** @throws when the body is refused */
export function eventOf(body: string): ForwardedEvent {
  const reading = readEvent(body);
  if ("rejected" in reading) throw new Error(reading.rejected);
  return reading.event;
}

export function recordOf(overrides: object = {}, format: Format = "guardduty"): LogRecord {
  return toLogRecord(eventOf(findingBody(overrides)), format);
}

/** A batch as Lambda hands it over, with message ids m0, m1, ... */
export function messagesOf(bodies: readonly string[], receiveCount = 1): SQSRecord[] {
  return bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: `handle-${index}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: "0",
      SenderId: "",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-1:222222222222:findings",
    awsRegion: "eu-west-1",
  }));
}
