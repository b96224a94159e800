import { valueOf } from "../attributes";
import { judgeResources, type Rule } from "../rule";

/** The default, and the only kind that AWS rotates. */
const SYMMETRIC = "SYMMETRIC_DEFAULT";

export const keysAreRotated: Rule = {
  id: "OD-037",
  title: "Every customer key is rotated",
  severity: "deny",
  fix: "enable_key_rotation = true",
  evaluate: (context) =>
    judgeResources(context, ["aws_kms_key"], (key) => {
      const isSymmetric = (valueOf(key, "customer_master_key_spec") ?? SYMMETRIC) === SYMMETRIC;
      return isSymmetric && valueOf(key, "enable_key_rotation") !== true ? "is never rotated" : undefined;
    }),
};
