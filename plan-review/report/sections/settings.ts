import { code, tableOr, type Section } from "../../../drawing/report-model";
import type { Review } from "../review";

/** Settings that AWS has, with what they become, the lowered ones first. Plans in Terraform's words cannot show them. */
export function settings({ settings: { known, changes, same, unread } }: Review): Section {
  const heading = "What AWS has, and what it becomes";
  const section = (blocks: Section["blocks"]): Section => ({ id: "settings", heading, blocks });
  if (known !== "read") return section([{ kind: "text", text: UNKNOWN[known] }]);
  const rows = changes.map(({ region, setting, was, becomes, isLower, address }) => [
    region,
    setting,
    was,
    becomes,
    isLower ? ({ label: "lowered", tone: "bad" } as const) : ({ label: "raised", tone: "good" } as const),
    code(address),
  ]);
  const columns = ["region", "setting", "was", "becomes", "which is", "set by"];
  const caption = "Settings that change";
  const unreadTable = {
    caption: "What could not be read",
    columns: ["region", "what"],
    rows: unread.map(({ region, part }) => [region, part]),
    isLong: true,
  };
  return section([
    ...tableOr({ caption, columns, rows, isLong: true }, "Nothing that AWS has changes."),
    {
      kind: "text",
      text: `${same} ${same === 1 ? "setting stays" : "settings stay"} as AWS has ${same === 1 ? "it" : "them"}.`,
    },
    ...(unread.length === 0 ? [] : tableOr(unreadTable, "")),
  ]);
}

const UNKNOWN = {
  offline: "An offline plan cannot know what AWS has. Plan with credentials to see what is lowered.",
  "not recorded": "The plans do not say what AWS has: an earlier orgduty made them.",
} as const;
