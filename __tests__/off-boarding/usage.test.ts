import { CreateDetectorCommand } from "@aws-sdk/client-guardduty";
import { PROTECTION_PLANS } from "../../config/protection-plans";
import { Calls } from "../../aws-clients/calls";
import { lastMonthDollars } from "../../off-boarding/usage";
import { serverForEachTest, STRANGER } from "../local-aws/guardduty/support/guardduty-server";

describe("What GuardDuty cost in the last 30 days", () => {
  const current = serverForEachTest();

  it("is the sum over all plans, Runtime Monitoring and what is always on included", async () => {
    const client = current.server.client(STRANGER);
    const Features = Object.values(PROTECTION_PLANS).map((Name) => ({
      Name: Name,
      Status: "ENABLED" as const,
    }));
    const { DetectorId = "" } = await client.send(new CreateDetectorCommand({ Enable: true, Features }));
    const costs = await lastMonthDollars(client, new Calls(), DetectorId, [STRANGER]);
    expect([...costs]).toEqual([[STRANGER, 3.45]]);
  });

  it("is not known where GuardDuty refuses to tell, and stops nothing", async () => {
    const client = current.server.client(STRANGER);
    expect([...(await lastMonthDollars(client, new Calls(), "none", [STRANGER]))]).toEqual([]);
  });
});
