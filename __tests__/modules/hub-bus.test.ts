import { HubBus } from "../../modules/hub-bus/hub-bus";
import type { Resource } from "../support/fleet";
import { only, synthConstruct } from "../support/synth-construct";

const BUS = { name: "findings", arn: "arn:aws:events:eu-west-1:222222222222:event-bus/findings" };
const ROLE = { name: "to-hub", arn: "arn:aws:iam::222222222222:role/to-hub" };
const RULES = ["findings", "others"].map((name) => `arn:aws:events:*:222222222222:rule/${name}`);

describe("HubBus", () => {
  const withRules = (rules: readonly string[]) =>
    synthConstruct((stack, placement) => {
      new HubBus(stack, "hub", { placement, bus: BUS, role: ROLE, rules });
    }, "eu-west-1");
  const synthesized = withRules(RULES);
  const statements = (resource: Resource, key: string): unknown =>
    (JSON.parse(resource[key] as string) as { Statement: unknown }).Statement;
  const bus = only(synthesized, "aws_cloudwatch_event_bus");
  const busPolicy = only(synthesized, "aws_cloudwatch_event_bus_policy");
  const role = only(synthesized, "aws_iam_role");
  const rolePolicy = only(synthesized, "aws_iam_role_policy");

  it("is a bus of its own, in the region it is placed in", () => {
    expect(bus).toMatchObject({ name: "findings", provider: "aws.here", region: "eu-west-1" });
    expect(busPolicy).toMatchObject({ provider: "aws.here", region: "eu-west-1" });
  });

  it("takes events from its role only, which has to exist first", () => {
    expect(statements(busPolicy, "policy")).toEqual([
      {
        Sid: "RulesMayPutFindings",
        Effect: "Allow",
        Principal: { AWS: ROLE.arn },
        Action: "events:PutEvents",
        Resource: BUS.arn,
      },
    ]);
    expect(busPolicy.event_bus_name).toMatch(/^\$\{aws_cloudwatch_event_bus\.hub_\w+\.name\}$/);
    expect(busPolicy.depends_on).toEqual([expect.stringMatching(/^aws_iam_role\.hub_role_/)]);
  });

  it("lets the named rules, and no others, assume the role", () => {
    expect(role).toMatchObject({
      name: "to-hub",
      provider: "aws.here",
      description: expect.stringContaining("hub's bus"),
    });
    expect(statements(role, "assume_role_policy")).toEqual([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": RULES } },
      },
    ]);
  });

  it("rejects more rules than a trust policy holds", () => {
    expect(() => withRules(Array.from({ length: 50 }, () => RULES[0]!))).toThrow(
      /^role to-hub: its trust policy has \d{4} characters, IAM takes 2048; name fewer rules$/,
    );
  });

  it("lets the role put events on this bus, and do nothing else", () => {
    expect(statements(rolePolicy, "policy")).toEqual([
      { Sid: "PutFindings", Effect: "Allow", Action: "events:PutEvents", Resource: BUS.arn },
    ]);
    expect(rolePolicy).toMatchObject({
      name: "put-findings",
      provider: "aws.here",
      role: expect.stringMatching(/^\$\{aws_iam_role\.hub_role_\w+\.name\}$/),
    });
  });
});
