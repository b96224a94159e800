import { UNREAD } from "../../aws-clients/attempts";
import type { Expected } from "../expect/region-expectation";
import type { FoundHealth } from "./health-gaps";
import { keyAccess } from "./key-access";
import { strangerGaps } from "./key-strangers";
import type { LocalGap } from "./local-gap";

/** States in which KMS encrypts and decrypts: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const USABLE = ["Enabled", "Updating"];

/** The stacks do not declare customer keys, so a key's policy is evaluated instead of compared. */
export function keyGaps(
  expected: readonly Expected[],
  { keyPolicies, keyStates }: Pick<FoundHealth, "keyPolicies" | "keyStates">,
): LocalGap[] {
  const unusable = Object.entries(keyStates)
    .filter(([, state]) => state !== UNREAD && !USABLE.includes(state))
    .map(([resource, found]) => ({ wanted: "Enabled", found, reason: "KEY_UNUSABLE", resource }) as const);
  const grants = keyAccess(expected, keyPolicies)
    .filter(({ refused }) => refused.length > 0)
    .map(({ resource, who, refused }) => ({
      ...{ wanted: `${who}: ${refused.join(", ")}`, found: "not allowed" },
      ...{ reason: "KEY_GRANT_MISSING" as const, resource },
    }));
  return [...unusable, ...grants, ...strangerGaps(keyPolicies)];
}
