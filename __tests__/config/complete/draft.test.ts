import { draftOf, forwardingOf } from "../../../config/complete/draft";
import { EXCEPTION, RELAY, draft } from "../valid-document";

describe("draftOf", () => {
  it("keeps what is right beside what is wrong, at any depth", () => {
    const { forwarding, organizations } = draft({
      forwarding: {
        format: "cfe",
        topology: "hub",
        logRelay: { ...RELAY, url: "ftp://x", authentication: "bearer" },
      },
      "organizations.aws.homeRegion": "nowhere",
    });
    expect(forwarding).toEqual({
      topology: "hub",
      logRelay: { protocol: "https", authentication: "bearer" },
    });
    expect(organizations.aws).toMatchObject({ managementAccountId: "111111111111" });
    expect(organizations.aws).not.toHaveProperty("homeRegion");
  });

  it("counts a section that is there as there, however wrong it is: nothing is called missing that is only wrong", () => {
    expect(draft({ forwarding: { logRelay: "syslog", hub: "because" } }).forwarding).toEqual({
      logRelay: {},
      hub: {},
    });
    expect(draft({ "organizations.aws": 3 }).organizations).toHaveProperty("aws", {});
    const exclude = { "4444-4444-4444": "because" };
    expect(
      draft({ "organizations.aws.enrolment": { exclude } }).organizations.aws?.enrolment?.exclude,
    ).toEqual({ "444444444444": {} });
  });

  it("takes a misspelled key for the one it means, and a region for the one that it spells", () => {
    const { regions, forwarding } = draft({
      regions: ["Tokyo", "US-EAST-1"],
      forwarding: { logrelay: RELAY },
    });
    expect(regions).toEqual(["ap-northeast-1", "us-east-1"]);
    expect(forwarding?.logRelay).toEqual(RELAY);
  });

  it("does not know the regions if one of them is none", () => {
    expect(draft({ regions: ["us-east-1", "mars-1"] })).not.toHaveProperty("regions");
    expect(draft({ regions: { exclude: { "mars-1": EXCEPTION } } })).not.toHaveProperty("regions");
  });

  it("does not miss organizations of a document that has none at all", () => {
    expect(draftOf({ regions: ["us-east-1"] }).organizations).toEqual({ aws: {} });
  });

  it("lets a partition take back the key and the topic of the top level", () => {
    const none = { kmsKeyArn: "none", alarmTopicArn: "none" };
    const one = draft({
      forwarding: { logRelay: RELAY, alarmTopicArn: "arn:aws:sns:us-east-1:222222222222:alarms" },
      "organizations.aws-cn.forwarding": none,
    });
    expect(forwardingOf(one, "aws")).toHaveProperty("alarmTopicArn");
    expect(forwardingOf(one, "aws-cn")).toEqual({ logRelay: RELAY });
  });
});
