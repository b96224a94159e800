import type { ApiModels } from "../../../local-aws/faults/api-models";
import { operationOf } from "../../../local-aws/faults/operation-of";
import type { Exchange } from "../../../local-aws/front-door/exchange";

const MODELS: ApiModels = {
  cloudwatch: { scope: "monitoring", protocol: "smithy-rpc-v2-cbor", operations: {} },
  ec2: { scope: "ec2", protocol: "ec2", operations: {} },
  sqs: { scope: "sqs", protocol: "json", operations: {} },
};
const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const JSON_1_0 = { "content-type": "application/x-amz-json-1.0" };

const called = (service: string, path: string, headers: Exchange["headers"], body = "") =>
  operationOf(
    { service, path, headers, method: "POST", body: () => Promise.resolve(Buffer.from(body)) } as Exchange,
    MODELS,
  );

describe("operationOf", () => {
  it.each([
    ["monitoring", "/", FORM, "Action=PutMetricAlarm", "cloudwatch", "query", "PutMetricAlarm"],
    [
      "monitoring",
      "/",
      { ...JSON_1_0, "x-amz-target": "GraniteServiceVersion20100801.PutMetricAlarm" },
      "{}",
      "cloudwatch",
      "json",
      "PutMetricAlarm",
    ],
    [
      "monitoring",
      "/service/GraniteServiceVersion20100801/operation/PutMetricAlarm",
      { "content-type": "application/cbor" },
      "",
      "cloudwatch",
      "smithy-rpc-v2-cbor",
      "PutMetricAlarm",
    ],
    ["ec2", "/", FORM, "Action=DescribeVpcs", "ec2", "ec2", "DescribeVpcs"],
    ["sqs", "/", FORM, "Action=ListQueues", "sqs", "query", "ListQueues"],
  ])("answers %s at %s in the request's protocol", async (service, path, headers, body, ...expected) => {
    const { service: name, protocol, operation } = (await called(service, path, headers, body))!;
    expect([name, protocol, operation]).toEqual(expected);
  });
});
