import { regionDiffLines } from "../../../existing/compare/region-diff";
import { unreadParts } from "../../../existing/compare/unread-parts";
import { emptyRegion, oldRegion } from "../a-region";

const region = oldRegion();
const ids = Array.from({ length: 20 }, (_, n) => String(700_000_000_000 + n));

describe("regionDiffLines", () => {
  it("says nothing of what stayed", () => {
    expect(regionDiffLines({ "eu-west-1": region }, { "eu-west-1": oldRegion() })).toEqual([]);
  });

  it("has a line for each thing that is new, in every region", () => {
    const lines = regionDiffLines({}, { "eu-west-1": region, "us-east-1": emptyRegion() });
    expect(lines).toEqual([
      "+ eu-west-1 delegated to 222222222222",
      "+ eu-west-1 organization: new accounts ALL; ALL S3_DATA_EVENTS",
      `+ eu-west-1 administrator: detector d0123456789abcdef0123456789abcde on, SIX_HOURS; DISABLED RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT; ENABLED EBS_MALWARE_PROTECTION; tags owner=somebody`,
      '+ eu-west-1 administrator: filter "noise", rank 3, ARCHIVE, {"severity":{"Lt":4}}',
      '+ eu-west-1 administrator: list "bad", threat list, ACTIVE, s3://lists/bad.txt',
      "+ eu-west-1 administrator: export to arn:aws:s3:::old, PUBLISHING",
      "+ eu-west-1 administrator: malware protection plan of uploads, ACTIVE",
      '+ eu-west-1 administrator: rule "siem" sends findings to arn:aws:sns:t',
      "+ eu-west-1 member 333333333333 ENABLED",
      "+ eu-west-1 member 444444444444 DISABLED",
      "+ eu-west-1 member 555555555555 REMOVED",
    ]);
  });

  it("says of nothing that could not be read now that it is gone", () => {
    const unread = { unread: "AccessDenied" };
    const administrator = { ...region.administrator, detector: unread, filters: unread, forwarders: unread };
    const now = {
      ...region,
      organization: unread,
      members: unread,
      administrator: { ...administrator, lists: [] },
    };
    expect(regionDiffLines({ r: region, s: region }, { r: now, s: unread })).toEqual([
      '- r administrator: list "bad", threat list, ACTIVE, s3://lists/bad.txt',
    ]);
  });

  it("tells members that changed one by one, and many of them by number", () => {
    const members = (state: string, accounts: readonly string[], S3_DATA_EVENTS = "ENABLED") =>
      emptyRegion({ members: [{ state, features: { S3_DATA_EVENTS }, accounts }] });
    const few = ids.slice(0, 2);
    expect(regionDiffLines({ r: members("ENABLED", few) }, { r: members("DISABLED", few.slice(1)) })).toEqual(
      [`- r member ${ids[0]} ENABLED`, `~ r member ${ids[1]} ENABLED -> DISABLED`],
    );
    expect(
      regionDiffLines({ r: members("ENABLED", ids) }, { r: members("ENABLED", ids, "DISABLED") }),
    ).toEqual(["~ r 20 members other protection plans"]);
  });
});

describe("unreadParts", () => {
  it("names every part that could not be read, and whole regions", () => {
    const regions = { "eu-west-1": region, "us-east-1": { unread: "refused" } };
    expect(unreadParts(regions)).toEqual([
      { region: "eu-west-1", part: "plans of members", reason: "AccessDeniedException: no" },
      { region: "eu-west-1", part: "management account: forwarders", reason: "AccessDeniedException: no" },
      { region: "us-east-1", reason: "refused" },
    ]);
  });

  it("names a log archive that could not be read, or a part of it", () => {
    const lists = { unread: "no" };
    const regions = {
      a: emptyRegion({ logArchive: { unread: "no role" } }),
      b: emptyRegion({ logArchive: { ...emptyRegion().administrator, lists } }),
    };
    expect(unreadParts(regions)).toEqual([
      { region: "a", part: "log archive", reason: "no role" },
      { region: "b", part: "log archive: lists", reason: "no" },
    ]);
  });
});
