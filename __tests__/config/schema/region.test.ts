import { offerRegion } from "../../../config/schema/region";
import { told } from "../checked";

const PLANNED = ["cn-north-1", "eu-west-1", "us-east-2"];
const AMONG = "choose among cn-north-1, eu-west-1, us-east-2";

describe("offerRegion", () => {
  it.each([
    ["eu-north-1", `AWS has eu-north-1, Europe (Stockholm), and orgduty does not plan it: ${AMONG}`],
    ["Stockholm", `AWS has eu-north-1, Europe (Stockholm), and orgduty does not plan it: ${AMONG}`],
    [
      "us-gov-west-1",
      `"us-gov-west-1" is AWS GovCloud (US-West), a partition that orgduty does not support; ${AMONG}`,
    ],
    ["us-east-1", `add it to regions in the config, or ${AMONG}`],
    ["eu-wets-1", 'did you mean "eu-west-1"?'],
    ["Ireland", 'did you mean "eu-west-1"?'],
    // The nearest of AWS's regions, us-east-1, is not planned: it is a slip for one that is.
    ["us-eest-2", 'did you mean "us-east-2"?'],
    ["nowhere", "choose one of cn-north-1, eu-west-1, us-east-2"],
  ])("of %s says %s", (name, fix) => {
    expect(offerRegion(name, PLANNED)).toBe(fix);
  });
});

describe("A region of a partition that orgduty does not support", () => {
  it.each([
    ["us-gov-west-1", "AWS GovCloud (US-West)"],
    ["eusc-de-east-1", "AWS European Sovereign Cloud (Germany)"],
    ["GovCloud", "AWS GovCloud"],
  ])("is refused by its name: %s", (name, is) => {
    expect(told({ regions: [name] })).toEqual([
      `regions[0]: "${name}" is ${is}, a partition that orgduty does not support; remove it`,
    ]);
  });
});
