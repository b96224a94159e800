import { valueOf } from "../../read/attributes";
import { judgeResources, type Rule } from "../rule";

/** The default key type, and the only one that AWS rotates. */
const SYMMETRIC = "SYMMETRIC_DEFAULT";

/**
 * Rotation has no drawback: AWS keeps the older keys, and everything that they encrypted stays readable.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const keysAreRotated: Rule = {
  id: "OD-037",
  title: "Every customer key is on and rotated",
  severity: "deny",
  fix: "is_enabled = true and enable_key_rotation = true",
  evaluate: (context) =>
    judgeResources(context, ["aws_kms_key", "aws_kms_replica_key"], (key) => {
      // A replica key is rotated together with its primary key.
      const isOwn = key.type === "aws_kms_key";
      if (valueOf(key, isOwn ? "is_enabled" : "enabled") === false)
        return "is off: nothing under it can be read or written";
      const isSymmetric = (valueOf(key, "customer_master_key_spec") ?? SYMMETRIC) === SYMMETRIC;
      return isOwn && isSymmetric && valueOf(key, "enable_key_rotation") !== true
        ? "is never rotated"
        : undefined;
    }),
};
