import { policiesOf } from "../policies";
import { judge, whereIs, type Rule } from "../rule";

/** What nobody can read before apply, nobody has reviewed. */
export const policiesCanBeRead: Rule = {
  id: "OD-033",
  title: "Every policy can be read before it is applied",
  severity: "warn",
  fix: "write the policy with ARNs from config/names.ts instead of references to resources",
  evaluate: (context) =>
    judge(
      policiesOf(context),
      "the plans hold no policy",
      ({ resource }) => whereIs(resource),
      ({ attribute, statements }) => (statements ? undefined : `${attribute} is known only after apply`),
    ),
};
