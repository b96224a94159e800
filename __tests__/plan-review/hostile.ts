import { LIST_KINDS, type ExistingRegion } from "../../existing/existing-region";
import { emptyAccount, emptyRegion } from "../existing/a-region";
import type { Mutable, World } from "./case-world";

/** What somebody may call an account to attack whoever reads about it. Each sets `attacked` if it ever runs. */
export const HOSTILE = [
  `<script>window.attacked=1</script>`,
  `</script><script>window.attacked=1</script><!--`,
  `<img src=x onerror="window.attacked=1">`,
  `"><svg onload=window.attacked=1>`,
  `' autofocus onfocus='window.attacked=1' x='`,
  `javascript:window.attacked=1`,
  "](javascript:window.attacked=1) | `x` | <b>bold</b> @everyone https://evil.example",
  `\u202Egro.elpmaxe\u202C \u2066left\u2069 \u200Bzero\u200D`,
  `=HYPERLINK("https://evil.example","x")`,
  `+1+cmd|' /C calc'!A0`,
  `@SUM(1+1)`,
  `\u001b[31mred\u001b[0m\r\nforged line\t\u0000`,
  `{{constructor.constructor('window.attacked=1')()}}\${window.attacked=1}`,
  "n".repeat(10_240),
] as const;

/** Puts a hostile text into every string of a case that somebody else may choose. */
export function makeHostile(world: World): World {
  let next = 0;
  const hostile = () => HOSTILE[next++ % HOSTILE.length]!;
  for (const snapshot of Object.values(world.project.snapshots)) {
    const [pattern] = snapshot.accounts;
    HOSTILE.forEach((_, index) =>
      snapshot.accounts.push({ ...structuredClone(pattern!), id: String(900_000_000_000 + index) }),
    );
    for (const account of snapshot.accounts) {
      account.name = hostile();
      account.email = hostile();
      account.organizationalUnitPath = [hostile(), hostile()];
    }
  }
  world.project.snapshots.aws!.regions["us-east-1"] = hostileRegion(hostile);
  const { config } = world.project;
  HOSTILE.forEach((text, index) => {
    config.tags[text] = text;
    config.review.waivers[`OD-0${10 + index}`] = { reason: text, owner: text };
  });
  config.name = hostile();
  for (const exception of Object.values(config.excludedRegions)) {
    exception.reason = hostile();
    exception.owner = hostile();
  }
  for (const { resource_changes: changes, configuration } of Object.values(world.plans)) {
    for (const { change } of changes)
      for (const [key, value] of Object.entries(change.after ?? {}))
        if (typeof value === "string" && !KEPT.includes(key)) change.after![key] = hostile();
    for (const { expressions } of configuration.root_module.resources)
      expressions.tags = { references: [`a.b.${hostile()}`] };
  }
  const drifted = structuredClone(world.plans["us-east-1"]!.resource_changes[0]!);
  Object.assign(drifted, { address: hostile() });
  drifted.change.before = { [hostile()]: hostile() };
  world.plans["us-east-1"]!.resource_drift = [drifted];
  world.manifest.versions.cdktf = hostile();
  world.manifest.config.path = hostile();
  return world;
}

/** A region that keeps something of each kind, every text of it hostile. */
function hostileRegion(hostile: () => string): Mutable<ExistingRegion> {
  const administrator = emptyAccount("222222222222", {
    filters: HOSTILE.map((name, rank) => ({ name, rank, action: hostile(), criteria: "{}" })),
    lists: LIST_KINDS.map((kind) => ({ kind, id: "l", name: hostile(), location: "s3", status: hostile() })),
    destinations: [{ id: "p", bucketArn: hostile(), keyArn: "k", status: hostile() }],
    malwarePlans: [{ id: "m", bucket: hostile(), status: hostile() }],
    forwarders: HOSTILE.map((rule) => ({ rule, pattern: "{}", targets: [hostile()] })),
  });
  const management = emptyAccount("111111111111", { filters: { unread: hostile() } });
  const members = [{ state: "ENABLED", features: { unread: hostile() }, accounts: ["012345678901"] }];
  return structuredClone(emptyRegion({ administrator, management, members })) as Mutable<ExistingRegion>;
}

/** Attributes without which the review would find nothing to show. */
const KEPT = ["account_id", "admin_account_id", "event_pattern"];
