import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entrances } from "../../../../cli/commands/redrive/entrances";
import { forwardingPlaces } from "../../../../cli/commands/redrive/forwarding-place";
import { loadProject } from "../../../../organization/load-project";
import { FakeAws } from "../../../support/fake-aws/fake-aws";
import { ROOT } from "../../../support/orgduty";

describe("entrances", () => {
  const { config } = loadProject(`${ROOT}/examples/acme/orgduty.yaml`);
  const absent = { profile: "absent" };
  const both = { management: absent, administrator: absent };
  const places = forwardingPlaces(config, ["us-east-1", "us-east-2", "cn-north-1"]).map((place) => ({
    ...place,
    organization: { ...place.organization, credentials: { plan: both, apply: both } },
  }));
  const [inChina] = places.filter(({ region }) => region === "cn-north-1");
  const said: string[] = [];
  const io = {
    err: (text: string) => said.push(text),
    env: {},
    signal: new AbortController().signal,
  } as never;
  const before = { ...process.env };
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    process.env.AWS_CONFIG_FILE = process.env.AWS_SHARED_CREDENTIALS_FILE = "/nonexistent";
    process.env.AWS_EC2_METADATA_DISABLED = "true";
  });
  afterAll(() => void (process.env = before));

  it("rejects an account that nobody may enter, once an organization, with the fix", async () => {
    await expect(entrances(places, {}, io)).rejects.toThrow(
      /organizations\.aws-cn\.credentials\.apply\.administrator: there is no profile "absent"[^]*\n +fix: [^]*organizations\.aws\.credentials\.apply\.administrator: there is no profile "absent"[^]*\n +fix: .*$/,
    );
  });

  it("enters one organization where the other is closed", async () => {
    const keys = "aws_access_key_id = AKIA222222222222\naws_secret_access_key = key\n";
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(mkdtempSync(join(tmpdir(), "entrances-")), "credentials");
    writeFileSync(process.env.AWS_SHARED_CREDENTIALS_FILE, `[present]\n${keys}`);
    const aws = await FakeAws.start();
    process.env.AWS_ENDPOINT_URL = aws.url;
    const present = { management: absent, administrator: { profile: "present" } };
    const [inUsa] = places.filter((place) => place !== inChina);
    const open = { ...inUsa!.organization, credentials: { plan: both, apply: present } };
    const mixed = [{ ...inUsa!, organization: open }, inChina!];
    const entranceOf = await entrances(mixed, {}, io).finally(() => aws.stop());
    expect(entranceOf(open)).toHaveProperty("enter");
    expect(said).toEqual([
      expect.stringMatching(/^signed in to aws to apply: administrator 222222222222 \(/),
    ]);
    expect(entranceOf(inChina!.organization)).toMatchObject({
      failure: expect.stringContaining("organizations.aws-cn.credentials.apply.administrator"),
    });
  });
});
