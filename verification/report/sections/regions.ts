import { tableOr, type Section } from "../../../drawing/report-model";
import type { Verification } from "../../verify";
import type { RegionVerification } from "../../verify-region";
import { counted } from "../counted";

const COLUMNS = ["region", "accounts on", "gaps", "queued", "dead letters", "last delivery"];

/** One row for each region, then the accounts that were compared, and the accounts that the snapshot does not have. */
export function regionTable({ regions, snapshots }: Verification): Section {
  const taken = Object.entries(snapshots).map(([partition, at]) => `${partition}: accounts as of ${at}`);
  const table = {
    caption: "Accounts, gaps and queues by region",
    columns: COLUMNS,
    rows: regions.map(regionRow),
  };
  const items = [...taken, ...regions.flatMap(strangersText)];
  return {
    id: "regions",
    heading: "Regions",
    blocks: [...tableOr(table), { kind: "list", items }],
  };
}

function regionRow({ region, accounts, gaps, forwarding }: RegionVerification): string[] {
  const wanted = accounts.filter(({ cells }) => cells[0]?.wanted === "on");
  const on = wanted.filter(({ cells }) => cells[0]?.found === "on");
  const messages = Object.entries(forwarding?.messages ?? {});
  const sum = (dead: boolean) =>
    String(
      messages
        .filter(([name]) => /-(dead|unsent)$/.test(name) === dead)
        .reduce((total, [, count]) => total + count, 0),
    );
  const queues = forwarding
    ? [sum(false), sum(true), forwarding.lastDeliveryAt ?? "none"]
    : Array<string>(3).fill("n/a");
  return [region, `${on.length} of ${wanted.length}`, String(gaps.length), ...queues];
}

function strangersText({ region, strangers }: RegionVerification): string[] {
  if (strangers.length === 0) return [];
  const members = counted(strangers.length, "member");
  return [`${region}: ${members} not in the snapshot (${strangers[0]} ...): ./orgduty discover`];
}
