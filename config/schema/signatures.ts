import { z } from "zod";
import { shown } from "../problems/shown";
import { listOf, section } from "./section";
import { line, matching, says, text, whole } from "./text";

/** An https URL without a slash at its end, as certificates spell issuers and repositories. */
const address = text("URL", (value, refuse) => {
  if (/^https:\/\/[\w.-]+(:\d{1,5})?(\/[\w.@~+-]+)*$/.test(value)) return value;
  const mended = value.trim().replace(/\/+$/, "");
  const fix =
    /^https:\/\//.test(mended) && mended !== value
      ? `write ${mended}`
      : "e.g. https://github.com/acme/guardduty";
  return refuse(`${shown(value)} is not a URL that begins with https:// and has no slash at its end`, fix);
});

const identity = section({
  issuer: address,
  subject: line("subject", 500),
  repository: address.optional(),
  ref: matching("ref", /^refs\/(heads|tags)\/[\w./-]{1,200}$/, "refs/heads/main").optional(),
});

const EXAMPLE =
  "[{issuer: https://token.actions.githubusercontent.com, subject: https://github.com/acme/guardduty/.github/workflows/orgduty.yml@refs/heads/main}]";

/** Who has to sign a review: keys, and identities that sign without a key. */
export const signatures = section({
  keys: listOf(line("path", 1000), "[keys/security.pem]").optional(),
  identities: z
    .union([z.literal("pipeline"), listOf(identity, EXAMPLE)], {
      error: ({ input }) =>
        says(
          `must be pipeline or a list of identities, got ${shown(input)}`,
          "identities: pipeline, or a list of {issuer, subject}",
        ),
    })
    .optional(),
  required: whole("required", [1, 100], 2).optional(),
  sigstore: section({ fulcio: address, rekor: address, trustedRoot: line("path", 1000) }).optional(),
});
/** A valid `review.signatures` as in the file. */
export type SignaturesSection = z.output<typeof signatures>;
