import { code, tableOr, type Cell, type Section } from "../../../drawing/report-model";
import type { MemberChange } from "../../judge/settings/member-changes";
import type { Review } from "../review";

/** Settings that AWS has, with what they become, the lowered ones first. Plans in Terraform's words cannot show them. */
export function settings(review: Review): Section {
  const { known, same, unread } = review.settings;
  const caption = "Settings that change";
  const columns = ["region", "setting", "was", "becomes", "which is", "set by"];
  const rows = settingRows(review);
  const nothing = known === "read" ? "Nothing that AWS has changes." : undefined;
  const unreadTable = {
    caption: "What could not be read",
    columns: ["region", "what"],
    rows: [...unread, ...review.members.unread].map(({ region, part }) => [region, part]),
    isLong: true,
  };
  const stays = `${same} ${same === 1 ? "setting stays" : "settings stay"} as AWS has ${same === 1 ? "it" : "them"}.`;
  return {
    id: "settings",
    heading: "What AWS has, and what it becomes",
    blocks: [
      ...(known === "read" ? [] : [{ kind: "text", text: UNKNOWN[known] } as const]),
      ...tableOr({ caption, columns, rows, isLong: true }, nothing),
      ...(known === "read" ? [{ kind: "text", text: stays } as const] : []),
      ...tableOr(unreadTable),
    ],
  };
}

/** The last ones are of members: as discover read them, not the plan step. */
function settingRows({ settings: { changes }, members }: Review): Cell[][] {
  const raised = { label: "raised", tone: "good" } as const;
  return [
    ...changes.map(({ region, setting, was, becomes, isLower, address }): Cell[] => {
      const which = isLower ? ({ label: "lowered", tone: "bad" } as const) : raised;
      return [region, setting, was, becomes, which, code(address)];
    }),
    ...members.changes.map((change): Cell[] => {
      const { region, was, becomes, address } = change;
      return [region, memberSetting(change), was, becomes, raised, code(address)];
    }),
  ];
}

/** e.g. `S3_DATA_EVENTS of 12 members` */
export function memberSetting({ plan, accounts }: MemberChange): string {
  return `${plan} of ${accounts} ${accounts === 1 ? "member" : "members"}`;
}

const UNKNOWN = {
  offline: "An offline plan cannot know what AWS has. Plan with credentials to see what is lowered.",
  "not recorded": "The plans do not say what AWS has: an earlier orgduty made them.",
} as const;
