import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty review`, which reads the plans that `orgduty plan` wrote. */
export const review: CommandDeclaration = {
  name: "review",
  description: "review plans/: coverage, rules, changes; exit 2 when a rule fails",
  flags: [
    flag("--out <folder>", "where the plans are, and the review goes").default("plans"),
    flag(
      "--baseline <review.json>",
      "show what changed since an earlier review; last: the one kept in reviews/",
    ),
    flag("--code <ref>", "compare with what the code of a git ref makes of this config"),
    flag("--render", "render each plan file with Terraform and judge that; plan.json has to be the same"),
    flag("--summary", "also write summary.md, cut to a CI job's limit"),
    common.json(),
  ],
  load: () => import("./review"),
};
