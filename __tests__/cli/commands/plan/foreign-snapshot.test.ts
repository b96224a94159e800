import { refuseForeignSnapshot } from "../../../../cli/commands/plan/refuse-foreign-snapshot";
import { stackList } from "../../../../config/stack-list";
import type { ExistingRegion } from "../../../../existing/existing-region";
import { DETECTOR, emptyAccount, emptyRegion } from "../../../existing/a-region";
import { acme } from "../../../support/fleet";
import { ADMINISTRATOR, SmallAws } from "../../../support/small-aws";

describe("A snapshot with detectors, planned against a local AWS", () => {
  const aws = new SmallAws();
  const { config, snapshots } = acme();
  const stacks = stackList(config).filter(({ region }) => ["us-east-1", "eu-west-1"].includes(region));
  const { signal } = new AbortController();
  let endpoint = "";
  let here = "";

  beforeAll(async () => {
    endpoint = await aws.start();
    await aws.delegate("eu-west-1");
    const found = await aws.service.handle({
      ...{ method: "GET", path: "/detector", query: new URLSearchParams(), body: undefined },
      ...{ accountId: ADMINISTRATOR, region: "eu-west-1", partition: "aws" },
    });
    here = (found.body as { detectorIds: [string] }).detectorIds[0];
  });
  afterAll(() => aws.stop());

  function withDetector(id: string, region = "eu-west-1") {
    const administrator = emptyAccount(ADMINISTRATOR, { detector: { ...DETECTOR, id } });
    const regions: Record<string, ExistingRegion> = { [region]: emptyRegion({ administrator }) };
    return { config, snapshots: { ...snapshots, aws: { ...snapshots.aws!, regions } } };
  }
  const local = () => ({ kind: "local", endpoint }) as const;

  it("is refused if they are not there, with the regions and how to rehearse", async () => {
    const refused =
      /in eu-west-1: it is of AWS, or of an earlier local AWS\n {2}fix: .*local start --seed FILE/;
    await expect(refuseForeignSnapshot(withDetector("other"), stacks, local(), { signal })).rejects.toThrow(
      refused,
    );
    const nowhere = withDetector("other", "us-east-1");
    await expect(refuseForeignSnapshot(nowhere, stacks, local(), { signal })).rejects.toThrow(
      /in us-east-1:/,
    );
  });

  it("is planned if they are, if its region is not planned, or if AWS itself is asked", async () => {
    await refuseForeignSnapshot(withDetector(here), stacks, local(), { signal });
    await refuseForeignSnapshot(withDetector("other", "us-west-2"), stacks, local(), { signal });
    await refuseForeignSnapshot(withDetector("other"), stacks, { kind: "live" }, { signal });
  });
});
