import { readFileSync } from "node:fs";
import { emptyRegion } from "../../../existing/a-region";
import { against, TAGGED } from "../../against";
import { judgeWorld, type World } from "../../case-world";
import { add, after, destroy, remove } from "../../edit-plan";
import { notesWithoutPlans, NOTHING_PLANNED } from "../../nothing-planned";
import { liveWorld } from "../../seeded-mistakes/table";

/** A resource that goes away. */
function going(world: World, type: string, name: string, actions: string[]): void {
  add(world, "us-east-1", type, name, {});
  const { change } = world.plans["us-east-1"]!.resource_changes.at(-1)!;
  Object.assign(change, { actions, before: { name: "X" }, after: null });
}

describe("Nothing protected", () => {
  it.each([
    "aws_guardduty_detector",
    "aws_guardduty_organization_admin_account",
    "aws_guardduty_organization_configuration",
    "aws_guardduty_publishing_destination",
    "aws_kms_key",
    "aws_s3_bucket",
    "aws_sqs_queue",
  ])("is destroyed: %s", (type) => {
    const evidence = against("OD-001", (world) => going(world, type, "gone", ["delete"]));
    expect(evidence).toEqual([`${type}.gone: is destroyed`]);
  });

  it("is replaced on request, or destroyed with a reason, that Terraform does not tell in words", () => {
    const reasons = (reason: string | undefined, actions: string[]) =>
      against("OD-001", (world) => {
        going(world, "aws_sqs_queue", "gone", actions);
        Object.assign(world.plans["us-east-1"]!.resource_changes.at(-1)!, { action_reason: reason });
      })[0];
    expect(reasons("replace_by_request", ["delete", "create"])).toMatch("forced by replace_by_request");
    expect(reasons(undefined, ["delete", "create"])).toMatch("forced by a request");
    expect(reasons("delete_because_no_module", ["delete"])).toMatch("destroyed (delete_because_no_module)");
  });
});

describe("What exists already", () => {
  const importing = (world: World, actions: string[]) => {
    going(world, "aws_guardduty_filter", "theirs", actions);
    const { change } = world.plans["us-east-1"]!.resource_changes.at(-1)!;
    Object.assign(change, { importing: { id: "d1:theirs" } });
  };

  it.each([[["delete", "create"]], [["delete"]], [["forget"]]])(
    "is not taken over to be lost: %j",
    (actions) => {
      expect(against("OD-001", (world) => importing(world, actions))).toEqual([
        expect.stringMatching(/^aws_guardduty_filter\.theirs: is (replaced|destroyed|forgotten)/),
      ]);
    },
  );

  it("is found as another administrator, whom no plan replaces", () => {
    const other = (world: World) => {
      const { aws } = world.project.snapshots;
      const regions = { "us-east-1": emptyRegion({ delegatedTo: "333333333333" }) };
      Object.assign(aws!, { regions });
    };
    expect(against("OD-008", other)).toEqual([
      expect.stringMatching(
        /aws_guardduty_organization_admin_account.*: GuardDuty is delegated to 333333333333 here/,
      ),
    ]);
  });
});

describe("A protection plan that is only forgotten", () => {
  it.each([
    "aws_guardduty_organization_configuration_feature",
    "aws_guardduty_detector_feature",
    "aws_guardduty_member_detector_feature",
  ])("is told: %s", (type) => {
    for (const action of ["delete", "forget"]) {
      const evidence = against("OD-003", (world) => going(world, type, "gone", [action]));
      expect(evidence).toEqual([`${type}.gone: X is destroyed in the state only: in AWS it stays as it is`]);
    }
  });
});

describe("A suppression", () => {
  it.each([
    [{ field: "severity", less_than: "7" }, 0],
    [{ field: "severity", less_than: "7.1" }, 1],
    [{ field: "severity", less_than_or_equal: "6.9" }, 0],
    [{ field: "severity", less_than_or_equal: "7" }, 1],
    [{ field: "severity", less_than: "", less_than_or_equal: null }, 1],
    [{ field: "severity", equals: ["6"] }, 0],
    [{ field: "severity", equals: ["6", "7"] }, 1],
    [{ field: "severity", equals: [] }, 1],
    [{ field: "type", less_than: "4" }, 1],
  ])("by %j hides high severity: %s problems", (criterion, problems) => {
    const values = { name: "a", rank: 1, ...TAGGED, finding_criteria: [{ criterion: [criterion] }] };
    const suppress = (action: string) =>
      against("OD-019", (world) =>
        add(world, "us-east-1", "aws_guardduty_filter", "a", { ...values, action }),
      );
    expect(suppress("ARCHIVE")).toHaveLength(problems);
    expect(suppress("NOOP")).toEqual([]);
  });
});

describe("Versions", () => {
  it.each([
    ["terraform", "1.9.8", 1],
    ["terraform", "1.10.0", 0],
    ["terraform", "1.99.1", 0],
    ["terraform", "2.0.0", 1],
    ["terraform", "latest", 1],
    ["terraform", "1", 1],
    ["provider", "5.99.1", 1],
    ["provider", "5.100.0", 0],
    ["provider", "6.0.0", 0],
    ["provider", "7.0.0", 1],
  ] as const)("of %s: %s has %s problems", (what, version, problems) => {
    const evidence = against("OD-043", (world) => void (world.manifest.versions[what] = version));
    expect(evidence).toHaveLength(problems);
  });

  it.each([
    ["1.10.9", /^: OpenTofu is 1\.10\.9, supported are 1\.11 to below 2\.0$/],
    ["1.11.0", undefined],
  ])("of OpenTofu: %s", (version, problem) => {
    const evidence = against("OD-043", (world) => {
      world.manifest.versions.terraform = version;
      world.manifest.versions.engine = "OpenTofu";
    });
    expect(evidence).toEqual(problem ? [expect.stringMatching(problem)] : []);
  });
});

describe("A list", () => {
  it.each(["aws_guardduty_ipset", "aws_guardduty_threatintelset"])("is in use: %s", (type) => {
    const list = (activate: unknown) =>
      against("OD-048", (world) => add(world, "us-east-1", type, "a", { activate, ...TAGGED })).length;
    expect([true, false, undefined].map(list)).toEqual([0, 1, 1]);
  });
});

describe("Without a plan and an organization", () => {
  it("a rule says why it does not apply", () => {
    expect(notesWithoutPlans()).toBe(readFileSync(NOTHING_PLANNED, "utf8"));
  });
});

describe("A member", () => {
  const MEMBER = ["us-east-1", "aws_guardduty_member", "100000000001"] as const;

  it("is not the administrator", () => {
    const evidence = against("OD-010", (world) => void (after(world, ...MEMBER).account_id = "222222222222"));
    expect(evidence).toEqual([
      expect.stringContaining("222222222222 is the administrator, which cannot be its own member"),
    ]);
  });

  const leaves = (action: string, edit: (world: World) => void) =>
    against("OD-010", (world) => {
      edit(world);
      for (const region of ["us-east-1", "us-east-2"])
        destroy(world, region, "aws_guardduty_member", "100000000001", action);
    });
  const enrolmentOf = (world: World) => world.project.config.organizations.aws!.enrolment;
  const isGone = (world: World) => {
    const snapshot = world.project.snapshots.aws!;
    snapshot.accounts = snapshot.accounts.filter(({ id }) => id !== "100000000001");
  };
  const unmanaged = "100000000001 stays a member and Terraform forgets it: nobody manages it";

  it("may leave when its account is not one any more", () => {
    expect(leaves("delete", isGone)).toEqual([]);
  });

  it("is not forgotten unless it stays a member by ALL, or on purpose", () => {
    for (const edit of [isGone, () => undefined])
      expect(leaves("forget", edit)).toEqual([expect.stringContaining(unmanaged)]);
    const all = (world: World) =>
      void Object.assign(enrolmentOf(world), { mode: "auto", newAccounts: "ALL" });
    expect(leaves("forget", all).filter((text) => text.includes("forgets"))).toEqual([]);
    const leave = { reason: "r", owner: "o", until: "2027-01-01", leave: "enrolled" as const };
    expect(leaves("forget", (world) => (enrolmentOf(world).exclude["100000000001"] = leave))).toEqual([]);
  });
});

describe("The older runtime monitoring", () => {
  it.each([
    ["aws_guardduty_organization_configuration_feature", { auto_enable: "NEW" }, 1],
    ["aws_guardduty_organization_configuration_feature", { auto_enable: "NONE" }, 0],
    ["aws_guardduty_detector_feature", { status: "ENABLED" }, 1],
    ["aws_guardduty_detector_feature", { status: "DISABLED" }, 0],
  ])("beside the new one, in %s with %j: %s problems", (type, values, problems) => {
    const older = { name: "EKS_RUNTIME_MONITORING", ...values };
    expect(against("OD-016", (world) => add(world, "us-east-1", type, "a", older))).toHaveLength(problems);
  });
});

describe("The organization's modes", () => {
  it("are not compared with detectors of other accounts", () => {
    const evidence = against("OD-014", (world) => {
      add(world, "us-east-1", "aws_guardduty_detector_feature", "other", {
        ...{ name: "S3_DATA_EVENTS", status: "DISABLED" },
      });
      world.plans["us-east-1"]!.configuration.root_module.resources.at(-1)!.provider_config_key = "aws.other";
    });
    expect(evidence).toEqual([]);
  });
});

describe("Tags", () => {
  it("that are known only after apply are nobody's fault", () => {
    const untagged = (unknown: object) =>
      against("OD-038", (world) => {
        add(world, "us-east-1", "aws_sns_topic", "a", { name: "a", tags_all: {} });
        world.plans["us-east-1"]!.resource_changes.at(-1)!.change.after_unknown = { ...unknown };
      });
    expect(untagged({ tags_all: true })).toEqual([]);
    expect(untagged({ tags_all: {} })).toEqual(["aws_sns_topic.a: lacks owner"]);
  });
});

describe("What is planned live", () => {
  it("is said to be", () => {
    const report = judgeWorld(liveWorld("changes")).find(({ id }) => id === "OD-042");
    expect(report).toMatchObject({ status: "pass", evidence: [{ detail: "planned live" }] });
  });
});

describe("Accounts that are enabled automatically", () => {
  it("count as covered", () => {
    const world = liveWorld("first-day");
    const { enrolment } = world.project.config.organizations.aws!;
    Object.assign(enrolment, { mode: "auto", newAccounts: "ALL", exclude: {} });
    for (const region of ["us-east-1", "us-east-2"]) {
      after(world, region, "aws_guardduty_organization_configuration").auto_enable_organization_members =
        "ALL";
      remove(world, region, "aws_guardduty_member", "012345678901");
    }
    const details = judgeWorld(world)
      .find(({ id }) => id === "OD-007")!
      .evidence.map(({ detail }) => detail);
    expect(details).toContain("5 of 6 accounts are covered");
  });
});
