import { z } from "zod";
import { PARTITIONS } from "../aws/partitions";
import { accountId } from "../config/schema/aws-values";
import { section } from "../config/schema/section";
import { choice, line, matching, says } from "../config/schema/text";
import { shown } from "../config/problems/shown";
import { regionsSection } from "../existing/format/regions-section";
import { ACCOUNT_STATES } from "./snapshot";

const DISCOVER = "run ./orgduty discover";

const state = z.enum(ACCOUNT_STATES, {
  error: ({ input }) =>
    says(`${shown(input)} is not an account state that orgduty knows`, `one of ${ACCOUNT_STATES.join(", ")}`),
});

/** Names and e-mails may hold any text: their owners typed them. */
const anyText = z.string({ error: ({ input }) => says(`must be a string, got ${shown(input)}`, DISCOVER) });

const account = section({
  id: accountId,
  name: anyText,
  email: anyText,
  state,
  organizationalUnitPath: z.array(anyText, {
    error: ({ input }) => says(`must be a list of names from the root down, got ${shown(input)}`, DISCOVER),
  }),
  // Only ACTIVE accounts are ever added; one that is closed may have lost its address.
}).superRefine(({ email, state }, context) => {
  const fault = state === "ACTIVE" ? emailFault(email) : undefined;
  if (fault !== undefined)
    context.addIssue({ code: "custom", path: ["email"], message: says(fault, DISCOVER) });
});

/**
 * What GuardDuty would refuse when it adds the account as a member.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccountDetail.html
 */
function emailFault(email: string): string | undefined {
  if (email === "") return "the e-mail is empty, and GuardDuty needs it to add a member";
  if (!/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email)) return `${shown(email)} is not an e-mail address`;
  const fits = email.length >= 6 && email.length <= 64;
  return fits ? undefined : `the e-mail has ${email.length} characters, GuardDuty takes 6 to 64`;
}

/** An account snapshot as it stands in its file. */
export const snapshotSection = section({
  schemaVersion: z.literal(1, {
    error: ({ input }) =>
      says(`snapshot version ${shown(input)} is not one orgduty reads`, `1, or ${DISCOVER}`),
  }),
  partition: choice(PARTITIONS),
  organizationId: matching("organization id", /^o-[a-z0-9]{10,32}$/, "o-a1b2c3d4e5"),
  managementAccountId: accountId,
  readAt: line("time", 40).refine((value) => !Number.isNaN(Date.parse(value)), {
    error: ({ input }) => says(`${shown(input)} is not a time`, "e.g. 2026-11-24T00:00:00Z"),
  }),
  accounts: z
    .array(account, {
      error: ({ input }) => says(`must be a list of accounts, got ${shown(input)}`, DISCOVER),
    })
    .min(1, {
      error: () => says("the list of accounts is empty", `${DISCOVER}: an organization has at least one`),
    }),
  regions: regionsSection.default({}),
});
