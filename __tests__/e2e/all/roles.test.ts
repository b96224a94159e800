import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PURPOSES, type Purpose } from "../../../doctor/needed/own-calls";
import { ROOT } from "../../support/orgduty";
import { nameOf, withTables, type Removal } from "./roles/page";
import { without } from "./roles/removal";
import { UNRECORDED, type Unrecorded } from "./roles/unrecorded";
import { RolesWorld, type Step } from "./roles/world";

const PAGE = join(ROOT, "docs/role-mutations.md");
const role = (purpose: "plan" | "apply", account: "111111111111" | "222222222222") =>
  `arn:aws:iam::${account}:role/orgduty-${purpose}`;
const [MANAGEMENT, ADMINISTRATOR] = ["111111111111", "222222222222"] as const;

describe("The policies that roles print prints, enforced by the local AWS", () => {
  const world = new RolesWorld();
  const removals: Removal[] = [];
  beforeAll(() => world.start(), 600_000);
  afterAll(() => world.stop());

  /** Takes actions from a role: the command fails, and names each of them. @returns what was allowed all the same */
  async function breaks(arn: string, actions: readonly string[], run: () => Promise<Step>): Promise<Step> {
    const step = await without(world.aws.url, arn, actions, run);
    // Terraform works at several resources at once: the order of its errors is not always the same.
    const lines = `${step.stderr}\n${step.stdout}`.split("\n").sort();
    expect(step.code).not.toBe(0);
    for (const action of actions) {
      const line = lines.find((one) => one.includes(action));
      expect([action, line]).toEqual([action, expect.any(String)]);
      removals.push({ action, role: nameOf(arn), step: step.name, line: line! });
    }
    return step;
  }

  it("are enough for discover and plan, and each step breaks without one of its actions", async () => {
    await world.succeed("discover", "discover", "discover");
    const roots = ["organizations:ListRoots"];
    await breaks(role("plan", MANAGEMENT), roots, () => world.run("discover", "discover", "discover"));
    await world.succeed("plan", "plan", "plan");
    await world.review();
  }, 1_200_000);

  it("are not enough for apply without any of three actions", async () => {
    const removed = ["cloudwatch:PutMetricAlarm", "events:PutRule", "guardduty:CreateMembers"];
    const failed = await breaks(role("apply", ADMINISTRATOR), removed, () =>
      world.run("apply", "apply", "apply", "--yes"),
    );
    // What was made counts: the next apply does not make it again.
    world.steps.push(allowedOf(failed));
  }, 1_200_000);

  it("are enough for apply once they have them again", async () => {
    await world.succeed("plan", "plan", "plan");
    await world.review();
    await world.succeed("apply", "apply", "apply", "--yes");
    await world.putSecret();
  }, 1_200_000);

  it("are enough for discover and verify, and for a sample, redrive and backfill", async () => {
    await world.succeed("discover", "discover", "discover");
    await world.succeed("verify", "verify", "verify");
    await world.succeed("verify --sample", "apply", "verify", "--sample");
    await world.succeed("verify --reconcile", "verify", "verify", "--reconcile", "1h");
    await world.succeed("redrive", "apply", "redrive", "--yes");
    await world.succeed("backfill", "apply", "backfill", "--since", "1h", "--yes");
  }, 1_200_000);

  it("are not enough for verify and plan without one of their actions", async () => {
    const tags = ["sqs:ListQueueTags"];
    await breaks(role("plan", ADMINISTRATOR), tags, () => world.run("verify", "verify", "verify"));
    const mapping = ["lambda:GetEventSourceMapping"];
    const planned = await breaks(role("plan", ADMINISTRATOR), mapping, () =>
      world.run("plan", "plan", "plan", "--stack", "us-east-1"),
    );
    // What it reads of everything else counts: now everything exists.
    world.steps.push(allowedOf(planned));
  }, 1_200_000);

  it("are enough for destroy", async () => {
    await world.succeed("destroy", "apply", "destroy", "--yes");
  }, 1_200_000);

  it("refuse nothing but Terraform's look for workspaces, which it does without", () => {
    const refused = world.steps.flatMap(({ calls }) => calls.filter(({ isAllowed }) => !isAllowed));
    for (const { caller, action, why } of refused)
      expect([nameOf(caller), action, why]).toEqual([
        "runner",
        "s3:ListBucket",
        'statement ListStates allows it, but only if s3:prefix StringLike orgduty/demo/*, and it is "env:/"',
      ]);
  });

  it.each(PURPOSES)("are what was recorded for %s, but for what the test says with a reason", (purpose) => {
    const recorded = recordedFor(world.steps, purpose);
    const reasons = UNRECORDED.filter(({ purposes }) => purposes.includes(purpose));
    const known = reasons.flatMap(namesOf);
    const printed = world
      .printed(purpose)
      .flatMap(({ holder, document }) =>
        document.Statement.flatMap(({ Action }) => Action.map((action) => `${holder} ${action}`)),
      );
    expect([...new Set([...recorded, ...known])].sort()).toEqual([...new Set(printed)].sort());
    const never = reasons.filter(({ mayBe }) => !mayBe).flatMap(namesOf);
    expect(never.filter((one) => recorded.has(one))).toEqual([]);
  });

  it("are on the page with what breaks without them", () => {
    const page = readFileSync(PAGE, "utf8");
    const expected = withTables(page, removals, world.steps);
    if (process.env.ORGDUTY_WRITE_ROLE_MUTATIONS) writeFileSync(PAGE, expected);
    else expect(page).toBe(expected);
  });
});

function namesOf({ holders, actions }: Unrecorded): string[] {
  return holders.flatMap((holder) => actions.split(" ").map((action) => `${holder} ${action}`));
}

function allowedOf(step: Step): Step {
  return { ...step, calls: step.calls.filter(({ isAllowed }) => isAllowed) };
}

/**
 * Holder and action of what the steps of a purpose demanded. A sample is made with the role of apply, and verified with the
 * one of plan.
 */
function recordedFor(steps: readonly Step[], purpose: Purpose): Set<string> {
  const found = steps.flatMap((step) =>
    step.calls
      // The forwarder's role is the stacks' own.
      .filter(({ isAllowed, caller }) => isAllowed && /:user\/|:role\/orgduty-/.test(caller))
      .map(({ caller, action }) => {
        const isVerifying = step.purpose === "apply" && caller.endsWith("/orgduty-plan");
        return {
          purpose: isVerifying ? "verify" : step.purpose,
          name: `${nameOf(caller).split(", ").at(-1)} ${action}`,
        };
      }),
  );
  return new Set(found.filter((one) => one.purpose === purpose).map(({ name }) => name));
}
