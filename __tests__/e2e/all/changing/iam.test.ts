import type { DoctorDocument } from "../../../../doctor/report/document";
import type { Change } from "../../../support/living/change";
import { ADMINISTRATOR, LivingDeployment } from "../../../support/living/deployment";
import { expectChange, expectNothingLost } from "../../../support/living/expect-change";
import {
  BOUNDARY,
  changeBoundary,
  ENOUGH,
  FIRST_DEMANDS,
  IAM_CHANGES,
  makeBoundary,
} from "./changes/iam-changes";

/** Roles with a boundary, a path and a prefix are deployed and changed, a numbered finding coming every second. */
describe("A change of what the organization's policies demand of roles", () => {
  const deployment = new LivingDeployment({
    regions: ["us-east-1"],
    edit: (document) => document.setIn(["organizations", "aws", "iam"], document.createNode(FIRST_DEMANDS)),
  });

  beforeAll(() => deployment.begin(), 600_000);
  afterAll(() => deployment.stop());

  /** What doctor says of the boundary. */
  async function boundary(): Promise<string[]> {
    const { stdout, stderr } = await deployment.orgduty.run("doctor", "--json");
    if (stdout === "") throw new Error(stderr);
    const { problems, unchecked, fine } = JSON.parse(stdout) as DoctorDocument;
    const texts = [
      ...problems.map((line) => ({ ...line, text: `${line.severity}: ${line.what}: ${line.evidence}` })),
      ...unchecked.map((line) => ({ ...line, text: `unchecked: ${line.what}: ${line.reason}` })),
      ...fine.map((line) => ({ ...line, text: `fine: ${line.what}` })),
    ];
    return texts.filter(({ check }) => check === "boundary").map(({ text }) => text);
  }

  it("doctor names a boundary that is not there, one that keeps roles from their work, and accepts a good one", async () => {
    const arn = `arn:aws:iam::${ADMINISTRATOR}:policy/${BOUNDARY}`;
    expect(await boundary()).toEqual([
      `blocker: apply cannot make the roles: their boundary is missing: no policy ${arn}`,
    ]);
    const tooLittle = ENOUGH.filter((action) => action !== "sqs:ReceiveMessage");
    await makeBoundary(deployment.aws.url, BOUNDARY, tooLittle);
    expect(await boundary()).toEqual([
      expect.stringMatching(
        /^blocker: the boundary keeps the roles from 1 of the \d+ things .*ReceiveMessage/,
      ),
    ]);
    await changeBoundary(deployment.aws.url, BOUNDARY, ENOUGH);
    expect(await boundary()).toEqual(["fine: the boundary lets the roles do all they need"]);
  }, 300_000);

  it("deploys with all three, and verify finds no gap", async () => {
    await deployment.applyAll();
    await deployment.putSecret();
    deployment.findings();
    expect(await deployment.gaps()).toEqual([]);
  }, 1_800_000);

  it.each(IAM_CHANGES)("$key: $from to $to", (change: Change) => expectChange(deployment, change), 1_800_000);

  it("loses nothing", () => expectNothingLost(deployment), 600_000);
});
