import { conformed, type Plan } from "../conformance/examples";
import type { SeededMistake } from "./mistake";

/** A plan file that somebody made of another stack than the config's; plan.json stays as it is, whatever it says. */
const planned = (what: string, rule: string, plan: Plan, ...also: string[]): SeededMistake => ({
  ...{ what, rule, base: "first-day", ...(also.length > 0 && { also }) },
  seed: (world) => void (world.conformance = [conformed(plan)]),
});

const LAMBDA = "finding-delivery_forwarder_2EF13CFB";

/** Edits of what a plan file holds: of us-east-1 of the example organization. */
export const CONFORMANCE_MISTAKES: readonly SeededMistake[] = [
  planned("a plan file's queue keeps smaller messages than the config's", "OD-057", {
    edit: ({ resource }) =>
      void (resource.aws_sqs_queue!["finding-delivery_queue_0B0F2811"]!.max_message_size = 1024),
  }),
  {
    ...{ what: "the manifest says live, and the plan files were made offline", rule: "OD-042" },
    ...{ base: "first-day", seed: (world) => void (world.conformance = [conformed({ kind: "offline" })]) },
  },
  planned("a plan file has a module", "OD-058", {
    members: (files) =>
      void (files["tfconfig/modules.json"] = '[{"Key":"","Dir":"."},{"Key":"extra","Dir":"extra"}]'),
  }),
  planned(
    "the function's handler is another",
    "OD-057",
    { edit: ({ resource }) => void (resource.aws_lambda_function![LAMBDA]!.handler = "index.drop") },
    "OD-059",
  ),
  planned("the manifest names other code than the source builds", "OD-059", {
    assets: [{ path: "../../assets/finding-forwarder.zip", sha256: "b".repeat(64) }],
  }),
  {
    ...{ what: "the manifest was made in 2099", rule: "OD-060", base: "first-day" },
    seed: (world) => void (world.manifest.createdAt = "2099-01-01T00:00:00.000Z"),
  },
  {
    ...{ what: "the manifest was made in 2001", rule: "OD-060", base: "first-day" },
    seed: (world) => void (world.manifest.createdAt = "2001-01-01T00:00:00.000Z"),
  },
  {
    ...{ what: "a check of the configuration fails", rule: "OD-045", base: "first-day" },
    seed: (world) => {
      const instances = [{ problems: [{ message: "nobody answers" }] }];
      world.plans["us-east-1"]!.checks = [
        { address: { to_display: "check.relay" }, status: "fail", instances },
      ];
    },
  },
];
