import { forwardingOf, forwardingPath, organizationsOf, type Rule } from "../../complete/draft";

/** The forwarder in China must be x86_64. */
export const chinaRunsX86: Rule = (draft) =>
  organizationsOf(draft)
    .filter(
      ({ partition }) => partition === "aws-cn" && forwardingOf(draft, partition)?.architecture === "arm64",
    )
    .map(({ partition, organization }) => ({
      path: forwardingPath(draft, partition, "architecture"),
      message: "arm64 is not available in partition aws-cn",
      fix: organization.forwarding?.architecture
        ? "write x86_64"
        : "add organizations.aws-cn.forwarding.architecture: x86_64",
    }));
