import { z } from "zod";
import { PLAN_MODES } from "../../aws/features";
import { shown } from "../problems/shown";
import { accountId, externalId, kmsKeyArn, roleArn } from "./aws-values";
import { bucketName } from "./bucket-name";
import { accountExclusion } from "./exception";
import { forwardingShape } from "./forwarding";
import { iamSection } from "./iam";
import { awsRegion, region } from "./region";
import { mapOf, section } from "./section";
import { choice, line, matching, says } from "./text";

const access = z.union(
  [roleArn.transform((arn) => ({ roleArn: arn })), section({ profile: line("profile", 200) })],
  {
    error: ({ input }) =>
      says(`must be a role ARN or a profile, got ${shown(input)}`, "give the role's ARN, or {profile: NAME}"),
  },
);

/** How to get into each account. */
export const accountAccess = section({
  management: access,
  administrator: access,
  logArchive: access.optional(),
});

/** Where Terraform keeps its states. */
export const state = z.union(
  [
    z.literal("local"),
    section({
      s3: section({
        bucket: bucketName,
        region: awsRegion,
        keyPrefix: matching("key prefix", /^[\w!.*'()-]+(\/[\w!.*'()-]+)*$/, "security/orgduty").optional(),
        kmsKeyArn: kmsKeyArn.optional(),
        profile: line("profile", 200).optional(),
      }),
    }),
  ],
  {
    error: ({ input }) =>
      says(
        `must be local or an S3 bucket, got ${shown(input)}`,
        "local, or {s3: {bucket: NAME, region: REGION}}",
      ),
  },
);

const enrolment = section({
  mode: choice(["explicit", "auto"]).optional(),
  newAccounts: choice(PLAN_MODES).optional(),
  exclude: mapOf(accountId, accountExclusion, '"444444444444": {reason: WHY, owner: WHO}').optional(),
});

/** One AWS Organization, as the file describes it. complete.ts fills in the defaults. */
export const organizationShape = {
  managementAccountId: accountId,
  administratorAccountId: accountId,
  logArchiveAccountId: accountId.optional(),
  homeRegion: region,
  canaryRegion: region.optional(),
  accounts: line("path", 1000),
  enrolment: enrolment.optional(),
  credentials: section({
    plan: accountAccess,
    apply: accountAccess,
    externalId: externalId.optional(),
  }).optional(),
  iam: iamSection.optional(),
  state: state.optional(),
  forwarding: section(forwardingShape).optional(),
};
/** An organization as a map of its own that allows no other keys. */
export const organizationSection = section(organizationShape);
/** A valid organization as in the file, before complete.ts fills in what it leaves out. */
export type OrganizationSection = z.output<typeof organizationSection>;
