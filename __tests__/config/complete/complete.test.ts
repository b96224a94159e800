import { REGIONS } from "../../../config/regions";
import { completed } from "../checked";
import { EXCEPTION, RELAY } from "../valid-document";

const ORG = "organizations.aws";

describe("completeConfig", () => {
  it("fills in every default", () => {
    const config = completed();
    expect(config).toMatchObject({
      tags: {},
      regions: REGIONS,
      excludedRegions: {},
      review: { rules: {}, waivers: {}, differences: [] },
    });
    expect(config.organizations.aws).toMatchObject({
      canaryRegion: "us-east-1",
      accountsPath: "/project/accounts/aws.json",
      enrolment: { mode: "explicit", newAccounts: "NEW", exclude: {} },
      state: "local",
    });
    expect(config.organizations.aws).not.toHaveProperty("forwarding");
    expect(config).not.toHaveProperty("forwarding");
  });

  it("publishes findings every fifteen minutes by default", () => {
    expect(completed().detection.findingPublishingFrequency).toBe("FIFTEEN_MINUTES");
  });

  it("gives plans to new accounts by default, since ALL would reach excluded ones", () => {
    const { protectionPlans } = completed({ [`${ORG}.enrolment.newAccounts`]: "ALL" }).detection;
    expect(protectionPlans.s3DataEvents).toBe("NEW");
    expect(protectionPlans.runtimeMonitoring.agents.ec2AgentManagement).toBe("NEW");
  });

  it("gives plans to all accounts where every organization enrols all", () => {
    const changes = {
      [`${ORG}.enrolment.newAccounts`]: "ALL",
      "organizations.aws-cn.enrolment.newAccounts": "ALL",
    };
    expect(completed(changes).detection.protectionPlans.lambdaNetworkLogs).toBe("ALL");
  });

  it("gives agents the mode of Runtime Monitoring by default", () => {
    const plan = { mode: "ALL", agents: { ec2AgentManagement: "NONE" } };
    expect(
      completed({ "detection.protectionPlans.runtimeMonitoring": plan }).detection.protectionPlans
        .runtimeMonitoring,
    ).toEqual({
      mode: "ALL",
      agents: { eksAddonManagement: "ALL", ecsFargateAgentManagement: "ALL", ec2AgentManagement: "NONE" },
    });
  });

  it("takes the dashes out of account ids", () => {
    const exclude = { "4444-4444-4444": EXCEPTION };
    const { aws } = completed({
      [`${ORG}.managementAccountId`]: "0111-1111-1111",
      [`${ORG}.enrolment`]: { exclude },
    }).organizations;
    expect(aws?.managementAccountId).toBe("011111111111");
    expect(Object.keys(aws!.enrolment.exclude)).toEqual(["444444444444"]);
  });

  it("keeps the excluded regions with their reasons, and plans the others in order", () => {
    const config = completed({ regions: { exclude: { "us-west-2": EXCEPTION } } });
    expect(config.excludedRegions).toEqual({ "us-west-2": EXCEPTION });
    expect(config.regions).toEqual(REGIONS.filter((region) => region !== "us-west-2"));
  });

  it("plans listed regions in the order of all regions", () => {
    expect(completed({ regions: ["us-east-1", "cn-north-1"] }).regions).toEqual(["cn-north-1", "us-east-1"]);
  });

  it("hands a shared state to each organization that has none of its own", () => {
    const state = { s3: { bucket: "acme-state", region: "us-east-1" } };
    const { organizations } = completed({ state, "organizations.aws-cn.state": "local" });
    expect(organizations.aws?.state).toEqual(state);
    expect(organizations["aws-cn"]?.state).toBe("local");
  });

  it("keeps a role and a profile apart", () => {
    const access = {
      management: "arn:aws:iam::111111111111:role/plan",
      administrator: { profile: "security" },
    };
    const { aws } = completed({ [`${ORG}.credentials`]: { plan: access, apply: access } }).organizations;
    expect(aws?.credentials?.plan).toEqual({
      management: { roleArn: "arn:aws:iam::111111111111:role/plan" },
      administrator: { profile: "security" },
    });
  });
});

describe("completeForwarding", () => {
  it("gives every organization its forwarding, three days of logs, two functions at once", () => {
    const { organizations } = completed({ forwarding: { logRelay: RELAY } });
    expect(organizations.aws?.forwarding).toEqual({
      topology: "regional",
      logRetentionDays: 3,
      format: "guardduty",
      logRelay: { ...RELAY, headers: {}, authentication: "none" },
      architecture: "arm64",
      maximumConcurrency: 2,
      heartbeatMinutes: 60,
      vpc: {},
    });
  });

  it("runs x86_64 in China by default", () => {
    const config = completed({ forwarding: { logRelay: RELAY } });
    expect(config.organizations["aws-cn"]?.forwarding?.architecture).toBe("x86_64");
    expect(config.forwarding?.architecture).toBe("arm64");
  });

  it("replaces keys of the top-level section with a partition's own", () => {
    const own = { logRelay: { protocol: "syslog", host: "relay.example.cn" } };
    const forwarding = { logRelay: RELAY, logRetentionDays: 7 };
    const config = completed({ forwarding, "organizations.aws-cn.forwarding": own });
    expect(config.organizations["aws-cn"]?.forwarding).toMatchObject({
      logRetentionDays: 7,
      logRelay: {
        protocol: "syslog",
        host: "relay.example.cn",
        port: 6514,
        facility: 13,
        maxFrameBytes: 8192,
      },
    });
    expect(config.organizations.aws?.forwarding?.logRelay).toMatchObject(RELAY);
  });

  it("lets each partition have a relay of its own and no relay for all", () => {
    const own = { logRelay: RELAY };
    const config = completed({
      forwarding: { format: "cef" },
      [`${ORG}.forwarding`]: own,
      "organizations.aws-cn.forwarding": own,
    });
    expect(config.forwarding).toBeUndefined();
    expect(config.organizations.aws?.forwarding?.format).toBe("cef");
  });
});
