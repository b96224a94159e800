import { objectOf } from "../../read/json";
import { judge, whereIs, type Rule } from "../rule";

/** Security Hub's GuardDuty.2, .3 and .4 require tags, and so do those who pay the bill. */
export const everythingIsTagged: Rule = {
  id: "OD-038",
  title: "Everything that takes tags has the config's tags",
  severity: "deny",
  fix: "put the tags into the provider's default_tags (config: tags)",
  evaluate({ config, plans }) {
    const taggable = plans.stacks.flatMap(({ resources }) =>
      resources.filter(({ after, unknown }) => after && "tags_all" in after && unknown.tags_all !== true),
    );
    return judge(taggable, "the plans hold nothing that takes tags", whereIs, ({ after }) => {
      const tags = objectOf(after?.tags_all);
      const missing = Object.entries(config.tags).filter(([key, value]) => tags[key] !== value);
      return missing.length > 0 ? `lacks ${missing.map(([key]) => key).join(", ")}` : undefined;
    });
  },
};
