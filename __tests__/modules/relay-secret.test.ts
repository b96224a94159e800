import { RelaySecret } from "../../modules/relay-secret/relay-secret";
import { only, synthConstruct } from "../support/synth-construct";

const secret = (...replicaRegions: string[]) =>
  synthConstruct((stack, placement) => {
    new RelaySecret(stack, "secret", { placement, name: "acme/relay", replicaRegions });
  }, "eu-west-1");

describe("RelaySecret", () => {
  it("has a replica in each region that a forwarder runs in", () => {
    expect(only(secret("eu-west-2", "us-east-1"), "aws_secretsmanager_secret").replica).toEqual([
      { region: "eu-west-2" },
      { region: "us-east-1" },
    ]);
    expect(only(secret(), "aws_secretsmanager_secret")).not.toHaveProperty("replica");
  });

  it("can be restored for 30 days", () => {
    expect(only(secret(), "aws_secretsmanager_secret")).toMatchObject({
      name: "acme/relay",
      description: expect.stringContaining("put in by hand"),
      recovery_window_in_days: 30,
      provider: "aws.here",
      region: "eu-west-1",
    });
  });

  it("never holds a value: it would be in plans and states", () => {
    expect(Object.keys(secret("us-east-1").resource)).toEqual(["aws_secretsmanager_secret"]);
  });
});
