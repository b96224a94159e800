import { join } from "node:path";
import { loadProject } from "../../../organization/load-project";
import { plannedDifferences } from "../../../plan-review/conformance/planned-values";
import type { StackPlan } from "../../../plan-review/read/plan-model";
import { readPlan } from "../../../plan-review/read/read-plan";
import { synthesize } from "../../support/fleet";
import { CASES, caseWorld, type Change, type PlanJson } from "../case-world";
import { changeAt, placesOf, type Place } from "./every-attribute";
import type { Block, Stack } from "./examples";

/** A stack of a case, as synthesized, and as real Terraform planned it. */
interface Planned {
  readonly name: string;
  readonly text: string;
  readonly json: PlanJson;
}

function plannedIn(name: string): Planned[] {
  const project = loadProject(join(CASES, name, "orgduty.yaml"));
  const { plans } = caseWorld(name);
  return synthesize(project)
    .filter(({ name: stack }) => stack in plans)
    .map(({ name: stack, text }) => ({
      name: stack,
      text: asPlanned(text, plans[stack]!),
      json: plans[stack]!,
    }));
}

/**
 * The text without what was added since the case was made (`make cases`), and with the case's code: an edit of the
 * forwarder's source does not make the cases anew.
 */
function asPlanned(text: string, { resource_changes: changes }: PlanJson): string {
  const stack = JSON.parse(text) as Partial<Stack>;
  for (const [type, named] of Object.entries(stack.resource ?? {}))
    for (const [name, block] of Object.entries(named)) {
      const planned = changes.find((change) => change.type === type && change.name === name);
      if (!planned) delete named[name];
      else if ("source_code_hash" in block) block.source_code_hash = planned.change.after!.source_code_hash;
    }
  return JSON.stringify(stack);
}

function read(stack: string, json: PlanJson): StackPlan {
  const origin = { stack, kind: "region", partition: "aws", region: "us-east-1" } as const;
  return readPlan(Buffer.from(JSON.stringify(json)), origin);
}

const found = (text: string, plan: StackPlan) =>
  plannedDifferences(Buffer.from(text), plan).map(
    ({ address, attribute, expected, planned }) => `${address} ${attribute}: ${expected} -> ${planned}`,
  );

const STACKS = (["first-day", "changes", "hub"] as const).flatMap((name) =>
  plannedIn(name).map((planned) => [name, planned.name, planned] as const),
);

describe("A plan of real Terraform", () => {
  it.each(STACKS)("has the values that its configuration gives: %s %s", (_case, stack, { text, json }) => {
    expect(found(text, read(stack, json))).toEqual([]);
  });
});

describe("plan.json", () => {
  const [, stack, { text, json }] = STACKS.find(
    ([name, own]) => name === "first-day" && own === "us-east-1",
  )!;
  const edited = (edit: (changes: Change[], plan: PlanJson) => void): string[] => {
    const copy = structuredClone(json);
    edit(copy.resource_changes, copy);
    return found(text, read(stack, copy));
  };
  const after = (changes: Change[], type: string) =>
    changes.find((change) => change.type === type)!.change.after!;

  it.each<[string, (changes: Change[], plan: PlanJson) => void, RegExp]>([
    [
      "an alarm's topic",
      (changes) => (after(changes, "aws_cloudwatch_metric_alarm").alarm_actions = ["arn:aws:sns:x:9:y"]),
      /^aws_cloudwatch_metric_alarm\.\S+ alarm_actions(\[0\])? \(in plan\.json\): .* -> .*arn:aws:sns:x:9:y/,
    ],
    [
      "a condition of a policy",
      (changes) => {
        const own = after(changes, "aws_sqs_queue_policy");
        own.policy = (own.policy as string).replace("aws:SecureTransport", "aws:Else");
      },
      /^aws_sqs_queue_policy\.\S+ policy \(in plan\.json\): .*SecureTransport.* -> .*aws:Else/,
    ],
    [
      "the hash of the code",
      (changes) => (after(changes, "aws_lambda_function").source_code_hash = "x"),
      /^aws_lambda_function\.\S+ source_code_hash \(in plan\.json\): ".*" -> "x"$/,
    ],
    [
      "a number",
      (changes) => (after(changes, "aws_sqs_queue").message_retention_seconds = 60),
      /^aws_sqs_queue\.\S+ message_retention_seconds \(in plan\.json\): 1209600 -> 60$/,
    ],
    [
      "a value that is said to be unknown",
      (changes) => {
        const own = changes.find(({ type }) => type === "aws_sqs_queue")!.change;
        delete own.after!.message_retention_seconds;
        own.after_unknown.message_retention_seconds = true;
      },
      /message_retention_seconds \(in plan\.json\): 1209600 -> known only after apply$/,
    ],
    [
      "a resource that is left out",
      (changes) =>
        void changes.splice(
          changes.findIndex(({ type }) => type === "aws_sqs_queue"),
          1,
        ),
      /^aws_sqs_queue\.\S+ \(in plan\.json\): planned -> not planned$/,
    ],
    [
      "a member that is left out",
      (changes) =>
        void changes.splice(
          changes.findIndex(({ type }) => type === "aws_guardduty_member"),
          1,
        ),
      /^aws_guardduty_member\.members_\d\d\["\d+"\] \(in plan\.json\): planned -> not planned$/,
    ],
    [
      "a resource that nobody configured",
      (changes, plan) => {
        const own = structuredClone(changes.find(({ type }) => type === "aws_sqs_queue")!);
        changes.push({ ...own, address: "aws_sqs_queue.x", name: "x" });
        plan.planned_values.root_module.resources.push({ address: "aws_sqs_queue.x" });
      },
      /^aws_sqs_queue\.x \(in plan\.json\): not there -> planned$/,
    ],
  ])("is named where it differs from the plan file: %s", (_what, edit, told) => {
    const differences = edited(edit);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatch(told);
  });

  it("may write a policy's lists in another order, or one text instead of a list", () => {
    const differences = edited((changes) => {
      const own = after(changes, "aws_sqs_queue_policy");
      const policy = JSON.parse(own.policy as string) as { Statement: Block[] };
      policy.Statement = policy.Statement.reverse().map((one) => ({ ...one, Action: [one.Action] }));
      own.policy = JSON.stringify(policy, null, 2);
    });
    expect(differences).toEqual([]);
  });

  it("may keep what the configuration ignores, if it was there before", () => {
    const keep = (before: object | null) => (changes: Change[]) => {
      const own = changes.find(({ name }) => name.startsWith("management-detector"))!.change;
      own.after!.finding_publishing_frequency = "SIX_HOURS";
      own.before = before as typeof own.before;
      own.actions = [before === null ? "create" : "update"];
    };
    expect(edited(keep({ enable: true }))).toEqual([]);
    expect(edited(keep(null))).toHaveLength(1);
  });

  it("is named at every literal value of its configuration, whichever differs", () => {
    const configuration = Buffer.from(text);
    const plan = read(stack, json);
    const places = placesOf(new Map([[stack, { configuration, assets: [] }]])).filter(isLiteral);
    const silent = places.filter((place) => {
      const other = JSON.parse(text) as Stack;
      changeAt(other, place, "change");
      return !found(JSON.stringify(other), plan).some((line) => line.startsWith(`${place.address} `));
    });
    expect(places.length).toBeGreaterThan(200);
    const forwarder = "aws_lambda_function.finding-delivery_forwarder_2EF13CFB environment.variables";
    // The provider plans all variables as unknown if one of them refers to a queue that is new.
    expect(silent.map(({ address, keys }) => `${address} ${keys.join(".")}`)).toEqual([
      `${forwarder}.ORGDUTY_FORMAT`,
      `${forwarder}.ORGDUTY_LOG_RELAY`,
      `${forwarder}.ORGDUTY_SECRET_NAME`,
    ]);
  });

  /** Whether the plan can show the value: not of what is only for Terraform, and not of a reference. */
  function isLiteral({ type, name, keys }: Place): boolean {
    const block = (JSON.parse(text) as Stack).resource[type]![name]!;
    const value = keys.reduce<unknown>((part, key) => (part as Block)[key], block);
    const isForTerraform = ["//", "depends_on", "lifecycle", "provider", "for_each"].includes(
      String(keys[0]),
    );
    return !isForTerraform && !(typeof value === "string" && value.includes("${"));
  }
});
