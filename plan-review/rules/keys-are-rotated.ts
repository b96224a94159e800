import { valueOf } from "../attributes";
import { judgeResources, type Rule } from "../rule";

export const keysAreRotated: Rule = {
  id: "OD-037",
  title: "Every customer key is rotated",
  severity: "deny",
  fix: "enable_key_rotation = true",
  evaluate: (context) =>
    judgeResources(context, ["aws_kms_key"], (key) =>
      valueOf(key, "enable_key_rotation") === true ? undefined : "is never rotated",
    ),
};
