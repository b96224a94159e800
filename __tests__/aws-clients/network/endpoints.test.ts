import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { withTerraformsEndpoints } from "../../../aws-clients/network/endpoints";
import { Person } from "../../support/fake-aws/person";

const KEYS = { accessKeyId: "a", secretAccessKey: "s" };

describe("FIPS endpoints", () => {
  const person = new Person();
  afterAll(() => person.leave());
  /** The host that GuardDuty is called at, and the names that were looked up. */
  async function called(region: string, exists: boolean, env: Record<string, string>) {
    person.become(env);
    const asked: string[] = [];
    const requestHandler = {
      handle: (request: { hostname: string }) => Promise.reject(new Error(request.hostname)),
    };
    const client = new GuardDutyClient({
      region,
      credentials: KEYS,
      maxAttempts: 1,
      requestHandler,
    });
    withTerraformsEndpoints(client, undefined, async (host) => {
      asked.push(host);
      return exists;
    });
    const host = () =>
      client.send(new ListDetectorsCommand({})).catch((error: Error) => error.message.split(" ").at(-1));
    return { hosts: [await host(), await host()], asked };
  }

  it("are used where they exist, and looked up once", async () => {
    const fips = "guardduty-fips.us-east-1.amazonaws.com";
    const { hosts, asked } = await called("us-east-1", true, { AWS_USE_FIPS_ENDPOINT: "true" });
    expect(hosts).toEqual([fips, fips]);
    expect(asked).toEqual([fips]);
  });

  it("are left for the ordinary endpoint where they do not exist", async () => {
    const { hosts } = await called("eu-west-1", false, { AWS_USE_FIPS_ENDPOINT: "true" });
    expect(hosts[0]).toBe("guardduty.eu-west-1.amazonaws.com");
  });

  it("are not looked up if nobody asks for them", async () => {
    const { hosts, asked } = await called("us-east-1", true, {});
    expect(hosts[0]).toBe("guardduty.us-east-1.amazonaws.com");
    expect(asked).toEqual([]);
  });

  it("give way to an endpoint that is named", async () => {
    const env = { AWS_USE_FIPS_ENDPOINT: "true", AWS_ENDPOINT_URL_GUARDDUTY: "https://vpce.example.com" };
    expect((await called("us-east-1", true, env)).hosts).toEqual(["vpce.example.com", "vpce.example.com"]);
  });

  it("give way only to endpoints that are not ignored", async () => {
    const env = { AWS_ENDPOINT_URL: "https://vpce.example.com", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    expect((await called("us-east-1", true, env)).hosts[0]).toBe("guardduty.us-east-1.amazonaws.com");
  });
});

describe("An endpoint_url", () => {
  const person = new Person();
  afterAll(() => person.leave());
  const config = `[profile corp]\nendpoint_url = https://all.example.com\nservices = vpc
[services vpc]\ncloudwatch_logs =\n  endpoint_url = https://logs.example.com\n`;
  async function called(
    Kind: typeof GuardDutyClient | typeof CloudWatchLogsClient,
    env = {},
    profile = "corp",
  ) {
    person.become(env, config);
    const requestHandler = {
      handle: (request: { hostname: string }) => Promise.reject(new Error(request.hostname)),
    };
    const client = new Kind({ region: "us-east-1", credentials: KEYS, maxAttempts: 1, requestHandler });
    withTerraformsEndpoints(client, profile);
    const asked =
      client instanceof GuardDutyClient
        ? client.send(new ListDetectorsCommand({}))
        : client.send(new DescribeLogGroupsCommand({}));
    return asked.catch((error: Error) => error.message.split(" ").at(-1));
  }

  it("of a profile that the config names is called, and a service's own before it", async () => {
    expect(await called(GuardDutyClient)).toBe("all.example.com");
    expect(await called(CloudWatchLogsClient)).toBe("logs.example.com");
  });

  it("of the environment goes before both", async () => {
    const env = {
      AWS_ENDPOINT_URL: "https://env.example.com",
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "https://l.example.com",
    };
    expect(await called(GuardDutyClient, env)).toBe("env.example.com");
    expect(await called(CloudWatchLogsClient, env)).toBe("l.example.com");
  });

  it("of another profile is not called", async () => {
    expect(await called(GuardDutyClient, {}, "other")).toBe("guardduty.us-east-1.amazonaws.com");
  });
});
