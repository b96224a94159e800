import { eventHistoryLink } from "../../../aws/console-links";
import type { TrailEvent } from "../../../aws-clients/trail-events";
import { visible, visibleDeep } from "../../../drawing/text";
import type { StrayState } from "../../../plans-folder/local-states";
import { strayStateText, type StrayContext } from "../../stray-states";
import { EXIT } from "../../terminal/io";
import type { DriftedResource } from "./drifted-resource";
import type { EventsByResource } from "./events-of";
import { driftKey, type DriftLine } from "./drift-history";

/** What a run of drift found. */
export interface DriftReport {
  readonly line: DriftLine;
  readonly drifted: readonly DriftedResource[];
  /** Stacks whose states hold nothing: they were never applied, were applied elsewhere, or have no resources. */
  readonly withoutResources: readonly string[];
  readonly strays: readonly StrayState[];
  /** Why something could not be read. */
  readonly unread: readonly string[];
  /** What CloudTrail says of the drifted resources. Empty if it was not asked. */
  readonly events: EventsByResource;
}

/**
 * Drift, also if it is a region that has left the config and not AWS. What could not be read comes first: nobody knows what is
 * there.
 */
export function exitCodeOf({ drifted, strays, unread }: DriftReport): number {
  if (unread.length > 0) return EXIT.error;
  return drifted.length + strays.length > 0 ? EXIT.drift : EXIT.fine;
}

/** A drift report for people: by account and region, each value as it was and as it is. */
export function driftText(report: DriftReport, context: StrayContext): string {
  const { drifted, withoutResources, strays, line } = report;
  const places = new Map<string, DriftedResource[]>();
  for (const one of drifted) {
    const place = `${one.account ?? "an account that the state does not name"} ${one.region}`;
    places.set(place, [...(places.get(place) ?? []), one]);
  }
  return [
    headline(drifted.length, line.stacks.length),
    ...[...places].flatMap(([place, those]) => [
      "",
      visible(place),
      ...those.flatMap((one) => resourceLines(one, report)),
    ]),
    ...(withoutResources.length === 0
      ? []
      : [`their states hold nothing here: ${withoutResources.join(", ")}`]),
    ...strays.map((state) => strayStateText(state, context)),
  ].join("\n");
}

function resourceLines(one: DriftedResource, { line, events }: DriftReport): string[] {
  const { address, name, isGone, attributes, trail } = one;
  const since = line.drift[driftKey(one)];
  const seen = since === line.checkedAt || since === undefined ? "" : `, first seen ${since}`;
  return [
    `  ${visible(address)} (${visible(name)})${isGone ? " is gone" : ""}${seen}`,
    ...attributes.map(({ path, was, is }) => `    ${visible(path)}: ${visible(was)} -> ${visible(is)}`),
    ...eventLines(events.get(driftKey(one))),
    `    who might have: ${eventHistoryLink(trail.region, trail.filter)}`,
  ];
}

function eventLines(events: readonly TrailEvent[] | string = []): string[] {
  if (typeof events === "string") return [`    CloudTrail could not be read: ${visible(events)}`];
  return events.map(({ at, name, who }) => `    ${at} ${visible(name)} by ${visible(who)}`);
}

function headline(drifted: number, stacks: number): string {
  if (stacks === 0) return "no stack could be read";
  if (drifted === 0)
    return `nothing was changed outside Terraform in ${stacks === 1 ? "1 stack" : `${stacks} stacks`}`;
  return `${drifted === 1 ? "1 resource was" : `${drifted} resources were`} changed outside Terraform:`;
}

/** The same as data. */
export function driftDocument({
  line,
  drifted,
  withoutResources,
  strays,
  unread,
  events,
}: DriftReport): object {
  return visibleDeep({
    schemaVersion: 1,
    checkedAt: line.checkedAt,
    stacks: line.stacks,
    withoutResources,
    drift: drifted.map((one) => {
      const { trail, ids: _, ...rest } = one;
      const found = events.get(driftKey(one));
      return {
        ...rest,
        firstSeenAt: line.drift[driftKey(one)],
        cloudTrail: eventHistoryLink(trail.region, trail.filter),
        ...(typeof found === "object" ? { events: found } : {}),
        ...(typeof found === "string" ? { eventsUnread: found } : {}),
      };
    }),
    strayStates: strays,
    // Terraform's messages have several lines.
    unread: unread.map((text) => text.split("\n")),
  });
}
