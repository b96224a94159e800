import { wantedPipeline } from "../../../intent/wanted-pipeline";
import { untold } from "../../../verification/compare/asked-policies";
import { pipelineGaps } from "../../../verification/compare/pipeline-gaps";
import type { FoundPipeline } from "../../../verification/read/found-pipeline";
import { documentOf, QUEUE_CASES } from "../../aws/policy/queue-cases";
import { acme } from "../../support/fleet";
import { healthyPipeline } from "./found";

const { config } = acme();
const organization = config.organizations.aws!;
const account = organization.administratorAccountId;
const KEY = `arn:aws:kms:us-east-1:${account}:key/mrk-1`;
const hubbed = {
  ...organization,
  forwarding: {
    ...organization.forwarding!,
    ...{ topology: "hub" as const, hub: { reason: "one egress", owner: "soc@acme.example" }, kmsKeyArn: KEY },
  },
};

type Change = (found: ReturnType<typeof healthyPipeline>) => Partial<FoundPipeline>;

function verified(
  change: Change,
  wished = organization,
  wanted = wantedPipeline(config, wished, wished === hubbed ? wished.homeRegion : "eu-west-1")!,
) {
  const healthy = healthyPipeline(wanted);
  const found = { ...healthy, ...change(healthy) };
  const reasons = pipelineGaps(wanted, found, { account, region: "eu-west-1" }).map(({ reason }) => reason);
  return { wanted, reasons, untold: untold(wanted, found) };
}

const QUEUE = "acme-guardduty-findings";
const queue =
  (policy: string): Change =>
  ({ queues }) => ({ queues: { ...queues, [QUEUE]: { ...queues[QUEUE]!, policy } } });
/** Only the rule that the cases are about sends into the queue. */
function asked(kase: (typeof QUEUE_CASES)[number]) {
  const pipeline = wantedPipeline(config, organization, "eu-west-1")!;
  const queues = pipeline.queues.map((one) => ({ ...one, senders: one.senders.slice(0, 1) }));
  const { arn, senders } = queues.find(({ name }) => name === QUEUE)!;
  const policy = documentOf(kase, { queue: arn, rule: senders[0]!, account });
  return verified(queue(policy), organization, { ...pipeline, queues });
}

describe("A live queue's policy", () => {
  it.each(QUEUE_CASES)("$answer: $what ($page)", (kase) => {
    const { reasons, untold } = asked(kase);
    expect(reasons).toEqual(kase.answer === "no" ? ["QUEUE_POLICY_MISSING"] : []);
    const parts = kase.answer === "cannot-tell" ? [`policy of queue ${QUEUE}`] : [];
    expect(untold.map(({ part }) => part)).toEqual(parts);
  });

  it("says what cannot be told, and what to do", () => {
    const condition = { StringEquals: { "aws:SourceOrgID": "o-1" } };
    const statement = { Sid: "Send", Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" };
    const policy = JSON.stringify({ Statement: { ...statement, Condition: condition } });
    expect(verified(queue(policy)).untold).toEqual([
      {
        part: `policy of queue ${QUEUE}`,
        error:
          "it cannot be told whether it allows what is needed: statement Send: the condition StringEquals on aws:SourceOrgID",
        fix: "write the policy as orgduty plans it, without what is named here",
      },
    ]);
  });

  it("is missing if the queue has none, and said by nobody if the queue could not be read", () => {
    const gone: Change = ({ queues }) => ({ queues: { ...queues, [QUEUE]: { messages: 0 } } });
    expect(verified(gone)).toMatchObject({
      reasons: ["QUEUE_POLICY_MISSING", "REDRIVE_MISSING"],
      untold: [],
    });
    const unread: Change = ({ queues }) => ({ queues: { ...queues, [QUEUE]: "unread" } });
    expect(verified(unread)).toMatchObject({ reasons: [], untold: [] });
  });
});

describe("A live key's and a live bus's policy", () => {
  const statement = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Resource: "*" };
  const keyed =
    (change: object | string): Change =>
    () => ({
      keyPolicies: {
        [KEY]:
          typeof change === "string"
            ? change
            : JSON.stringify({ Statement: { ...statement, Action: "kms:*", ...change } }),
      },
    });
  const bus =
    (policy: object): Change =>
    () => ({ ...keyed({})({} as never), busPolicy: JSON.stringify({ Statement: policy }) });
  const { roleArn, arn } = verified(() => ({}), hubbed).wanted.bus!;
  const putting = { Effect: "Allow", Principal: { AWS: roleArn }, Action: "events:PutEvents", Resource: arn };

  it.each<[string, Change, string[], number]>([
    ["lets EventBridge in", keyed({}), [], 0],
    ["names another key", keyed({ Resource: `${KEY}-other` }), ["KEY_GRANT_MISSING"], 0],
    ["allows one action of two", keyed({ Action: "kms:Decrypt" }), ["KEY_GRANT_MISSING"], 0],
    [
      "asks for what is not known",
      keyed({ Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
      [],
      3,
    ],
    ["cannot be read", keyed("{"), [], 3],
    ["lets the role in", bus(putting), [], 0],
    ["lets the role's account in", bus({ ...putting, Principal: { AWS: account } }), [], 0],
    ["names another bus", bus({ ...putting, Resource: `${arn}-other` }), ["BUS_MISSING"], 0],
    [
      "asks the role for an unknown tag",
      bus({ ...putting, Condition: { Null: { "aws:PrincipalTag/a": "true" } } }),
      [],
      1,
    ],
  ])("%s", (_, change, reasons, unread) => {
    const result = verified(change, hubbed);
    expect([...new Set(result.reasons)]).toEqual(reasons);
    expect(result.untold).toHaveLength(unread);
  });
});
