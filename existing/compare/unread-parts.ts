import type { ExistingRegion, ExistingRegions } from "../existing-region";
import { isUnread } from "../part";

/** A part of a region that could not be read, e.g. `administrator: forwarders`; a whole region has no part. */
export interface UnreadExisting {
  readonly region: string;
  readonly part?: string;
  readonly reason: string;
}

/** Everything that could not be read, by region. */
export function unreadParts(regions: ExistingRegions): UnreadExisting[] {
  return Object.entries(regions).flatMap(([region, found]) =>
    isUnread(found)
      ? [{ region, reason: found.unread }]
      : partsOf(found).map((part) => ({ region, ...part })),
  );
}

function partsOf({ delegatedTo, organization, members, logArchive, ...accounts }: ExistingRegion) {
  const plans = isUnread(members) ? undefined : members.map(({ features }) => features).find(isUnread);
  return [
    ...unreadIn("", {
      "delegated administrator": delegatedTo,
      organization,
      members,
      "plans of members": plans,
    }),
    ...unreadIn("management account: ", { ...accounts.management }),
    ...unreadIn("administrator: ", { ...accounts.administrator }),
    ...(isUnread(logArchive)
      ? unreadIn("", { "log archive": logArchive })
      : unreadIn("log archive: ", { ...logArchive })),
  ];
}

function unreadIn(prefix: string, parts: Readonly<Record<string, unknown>>) {
  return Object.entries(parts).flatMap(([name, part]) =>
    isUnread(part) ? [{ part: `${prefix}${name}`, reason: part.unread }] : [],
  );
}
