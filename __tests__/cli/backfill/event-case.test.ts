import { toEventCase } from "../../../cli/backfill/event-case";

describe("toEventCase", () => {
  it("begins names with a small letter, at every depth", () => {
    expect(
      toEventCase({
        AccountId: "1",
        Resource: { InstanceDetails: { NetworkInterfaces: [{ Ipv6Addresses: ["::1"] }] } },
      }),
    ).toEqual({
      accountId: "1",
      resource: { instanceDetails: { networkInterfaces: [{ ipv6Addresses: ["::1"] }] } },
    });
  });

  it("leaves values alone, and leaves out what the API did not say", () => {
    const when = new Date(0);
    expect(toEventCase({ Text: "Text", When: when, None: undefined, Nothing: null })).toEqual({
      text: "Text",
      when,
      nothing: null,
    });
  });

  it("leaves the names of maps alone", () => {
    expect(toEventCase({ Profiles: { ACCOUNT: { Apis: [{ ProfileType: "FREQUENCY" }] } } })).toEqual({
      profiles: { ACCOUNT: { Apis: [{ profileType: "FREQUENCY" }] } },
    });
  });
});
