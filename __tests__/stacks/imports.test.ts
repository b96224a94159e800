import { DETECTOR, emptyAccount, emptyRegion } from "../existing/a-region";
import { acme, synthesize } from "../support/fleet";

const project = acme();
const members = project.snapshots
  .aws!.accounts.filter(({ id, state }) => id.startsWith("1000") && state === "ACTIVE")
  .map(({ id }) => id);

describe("A stack of a region in which something exists", () => {
  const region = emptyRegion({
    delegatedTo: "222222222222",
    organization: { newAccounts: "NEW", features: {} },
    members: [{ state: "ENABLED", accounts: members }],
    management: emptyAccount("111111111111", { detector: { ...DETECTOR, id: "m1" } }),
    administrator: emptyAccount("222222222222", { detector: DETECTOR }),
  });
  const aws = { ...project.snapshots.aws!, regions: { "eu-west-1": region } };
  const stacks = synthesize({ ...project, snapshots: { ...project.snapshots, aws } });
  const stackOf = (name: string) => JSON.parse(stacks.find((stack) => stack.name === name)!.text);
  const {
    import: blocks,
    locals,
    resource,
  } = stackOf("eu-west-1") as {
    readonly import: readonly { readonly for_each: string; readonly to: string; readonly id: string }[];
    readonly locals: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const imported = blocks.flatMap(({ for_each, to }) => {
    const ids = locals[/^\$\{local\.(.+)\}$/.exec(for_each)![1]!]!;
    return Object.entries(ids).map(([key, id]) => [to.replace("each.key", `"${key}"`), id] as const);
  });

  it("imports each thing under the address that creates it elsewhere", () => {
    expect(Object.fromEntries(imported)).toEqual({
      "aws_guardduty_detector.administrator-detector_E20FFF37": DETECTOR.id,
      "aws_guardduty_detector.management-detector_C647AF85": "m1",
      "aws_guardduty_organization_admin_account.delegation_EF7D7347": "222222222222",
      "aws_guardduty_organization_configuration.organization_E9FB1C64": DETECTOR.id,
      ...Object.fromEntries(
        imported.filter(([to]) => to.startsWith("aws_guardduty_member.")).map(([to, id]) => [to, id]),
      ),
    });
    const ids = imported.flatMap(([to, id]) => (to.startsWith("aws_guardduty_member.") ? [id] : []));
    expect(ids.sort()).toEqual(members.map((id) => `${DETECTOR.id}:${id}`).sort());
  });

  it("imports only what it declares: anything else would make the plan fail", () => {
    for (const [to] of imported) {
      const [, type = "", name = "", key] = /^(\w+)\.([\w-]+)(?:\["(\d+)"\])?$/.exec(to)!;
      expect(resource[type]).toHaveProperty(name);
      if (key !== undefined) expect(locals[name]).toHaveProperty(key);
    }
  });

  it("imports nothing in a region in which nothing exists, or nothing was read", () => {
    expect(stackOf("us-east-1")).not.toHaveProperty("import");
  });
});
