import { addresses } from "../support/fleet";
import { bootstrapStack } from "../support/bootstrap-fleet";

describe("addresses of the bootstrap stack", () => {
  it("stay what they were", () => {
    expect(addresses(bootstrapStack())).toMatchInlineSnapshot(`
     [
       "aws_iam_openid_connect_provider.token-provider_6EA1DECB",
       "aws_iam_policy.administrator-apply_policy-apply-1_A20FF01C",
       "aws_iam_policy.administrator-apply_policy-apply-2_735D3EE9",
       "aws_iam_policy.administrator-apply_policy-runner-1_2C654056",
       "aws_iam_policy.administrator-plan_policy-discover-1_FE981C67",
       "aws_iam_policy.administrator-plan_policy-plan-1_A6C69BFE",
       "aws_iam_policy.administrator-plan_policy-runner-1_C76E7621",
       "aws_iam_policy.administrator-plan_policy-verify-1_B8AB9C7A",
       "aws_iam_policy.administrator-plan_policy-verify-2_4DC8FD61",
       "aws_iam_policy.logArchive-plan_policy-discover-1_92118737",
       "aws_iam_policy.management-apply_policy-apply-1_3C437DF6",
       "aws_iam_policy.management-plan_policy-discover-1_56FC3CBB",
       "aws_iam_policy.management-plan_policy-plan-1_FF39A1E4",
       "aws_iam_policy.management-plan_policy-verify-1_F7C5622E",
       "aws_iam_policy.reader_policy_9EF55FE0",
       "aws_iam_role.administrator-apply_1E1068D9",
       "aws_iam_role.administrator-plan_5257AB10",
       "aws_iam_role.logArchive-apply_43FF589C",
       "aws_iam_role.logArchive-plan_C11B9B4C",
       "aws_iam_role.management-apply_ED68BF2B",
       "aws_iam_role.management-plan_94B6542B",
       "aws_iam_role_policy_attachment.administrator-apply_attachment-apply-1_F5F3E63F",
       "aws_iam_role_policy_attachment.administrator-apply_attachment-apply-2_EB8EEDA5",
       "aws_iam_role_policy_attachment.administrator-apply_attachment-runner-1_5D45C5A5",
       "aws_iam_role_policy_attachment.administrator-plan_attachment-discover-1_64633B14",
       "aws_iam_role_policy_attachment.administrator-plan_attachment-plan-1_4FE8D713",
       "aws_iam_role_policy_attachment.administrator-plan_attachment-runner-1_76C2F348",
       "aws_iam_role_policy_attachment.administrator-plan_attachment-verify-1_F93E1629",
       "aws_iam_role_policy_attachment.administrator-plan_attachment-verify-2_667DE9D0",
       "aws_iam_role_policy_attachment.logArchive-plan_attachment-discover-1_23714E52",
       "aws_iam_role_policy_attachment.management-apply_attachment-apply-1_E4F48129",
       "aws_iam_role_policy_attachment.management-plan_attachment-discover-1_F91E3240",
       "aws_iam_role_policy_attachment.management-plan_attachment-plan-1_AF32802E",
       "aws_iam_role_policy_attachment.management-plan_attachment-verify-1_A32D4886",
       "aws_iam_user.reader_user_F2103D0F",
       "aws_iam_user_policy_attachment.reader_attachment_6E19C614",
       "aws_kms_alias.state-key_alias_63E2A9D5",
       "aws_kms_key.state-key_0BCBF700",
       "aws_s3_bucket.state-bucket_5D7007DC",
       "aws_s3_bucket_lifecycle_configuration.state-bucket_expiry_814079C4",
       "aws_s3_bucket_ownership_controls.state-bucket_ownership_A4364906",
       "aws_s3_bucket_policy.state-bucket_policy_7580CD97",
       "aws_s3_bucket_public_access_block.state-bucket_public-access_A7F1B8BC",
       "aws_s3_bucket_server_side_encryption_configuration.state-bucket_encryption_09E6F87B",
       "aws_s3_bucket_versioning.state-bucket_versioning_933ED8BF",
     ]
    `);
  });
});
