import { partitionOf } from "../../../../aws/partitions";
import { REGIONS } from "../../../../config/regions";
import { regionsHaveOrganizations } from "../../../../config/rules/regions/regions-have-organizations";
import { EXCEPTION, draft, findings } from "../../valid-document";

describe("regionsHaveOrganizations", () => {
  it("accepts all regions with both organizations", () => {
    expect(findings(regionsHaveOrganizations)).toEqual([]);
  });

  it("rejects all regions without an aws-cn organization, and says how to exclude China", () => {
    const [mistake] = regionsHaveOrganizations(draft({ "organizations.aws-cn": undefined }));
    expect(mistake?.message).toBe("cn-north-1 would be planned, but there is no aws-cn organization");
    expect(mistake?.fix).toBe(
      "add organizations.aws-cn, or regions: {exclude: {cn-north-1: {reason: WHY, owner: WHO}}}",
    );
  });

  it("accepts no aws-cn organization once China is excluded", () => {
    const changes = { "organizations.aws-cn": undefined, regions: { exclude: { "cn-north-1": EXCEPTION } } };
    expect(findings(regionsHaveOrganizations, changes)).toEqual([]);
  });

  it("rejects commercial regions without an aws organization", () => {
    const { length } = REGIONS.filter((region) => partitionOf(region) === "aws");
    expect(findings(regionsHaveOrganizations, { "organizations.aws": undefined })).toEqual([
      `regions: ${length} regions would be planned, but there is no aws organization`,
    ]);
  });
});
