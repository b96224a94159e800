import { acme, addresses, synthesize } from "../support/fleet";

/** A changed address destroys and creates: it needs a `moved` block and a CHANGELOG line under "Addresses". */
const GUARDDUTY = /^aws_guardduty_(?!member\.)/;

describe("addresses", () => {
  const stacks = synthesize(acme());
  const inRegion = (region: string) => addresses(stacks.find(({ name }) => name === region)!);

  it("stay what they were in a region", () => {
    expect(inRegion("us-east-1").filter((address) => GUARDDUTY.test(address))).toMatchInlineSnapshot(`
     [
       "aws_guardduty_detector.administrator-detector_E20FFF37",
       "aws_guardduty_detector.management-detector_C647AF85",
       "aws_guardduty_detector_feature.administrator-plans_EBS_MALWARE_PROTECTION_639AC54B",
       "aws_guardduty_detector_feature.administrator-plans_EKS_AUDIT_LOGS_5CEBA7F5",
       "aws_guardduty_detector_feature.administrator-plans_LAMBDA_NETWORK_LOGS_AD06883C",
       "aws_guardduty_detector_feature.administrator-plans_RDS_LOGIN_EVENTS_ECA3558D",
       "aws_guardduty_detector_feature.administrator-plans_RUNTIME_MONITORING_92A29266",
       "aws_guardduty_detector_feature.administrator-plans_S3_DATA_EVENTS_6DB11CA5",
       "aws_guardduty_organization_admin_account.delegation_EF7D7347",
       "aws_guardduty_organization_configuration.organization_E9FB1C64",
       "aws_guardduty_organization_configuration_feature.organization_EBS_MALWARE_PROTECTION_2DB80928",
       "aws_guardduty_organization_configuration_feature.organization_EKS_AUDIT_LOGS_A51CF8D7",
       "aws_guardduty_organization_configuration_feature.organization_LAMBDA_NETWORK_LOGS_E6464893",
       "aws_guardduty_organization_configuration_feature.organization_RDS_LOGIN_EVENTS_F5E49DDE",
       "aws_guardduty_organization_configuration_feature.organization_RUNTIME_MONITORING_70B18C04",
       "aws_guardduty_organization_configuration_feature.organization_S3_DATA_EVENTS_2F778CA7",
     ]
    `);
  });

  it("are the same in every region, but for what China does not have", () => {
    const elsewhere = inRegion("us-east-1").filter((address) => GUARDDUTY.test(address));
    expect(inRegion("eu-west-1").filter((address) => GUARDDUTY.test(address))).toEqual(elsewhere);
    expect(inRegion("cn-north-1").filter((address) => GUARDDUTY.test(address))).toEqual(
      elsewhere.filter((address) => !address.includes("RUNTIME_MONITORING")),
    );
  });

  it("name a member by its bucket", () => {
    const members = inRegion("us-east-1").filter((address) => address.startsWith("aws_guardduty_member."));
    for (const address of members) expect(address).toMatch(/^aws_guardduty_member\.members_[0-6]\d$/);
    expect(members.length).toBeGreaterThan(10);
  });
});
