import type { Baseline } from "./baseline";
import type { Review } from "../review";

/**
 * One thing that a review says about a subject, at a place. Facts that are alike at several places are reported once.
 */
export interface Fact {
  /** What the fact is about, e.g. `relay in`. */
  readonly subject: string;
  /** The key by which the same fact is found in the other review. */
  readonly key: string;
  /** The place as a person reads it, if that is not the key. */
  readonly place?: string;
  readonly value: string;
  /** Whether it counts as no difference if one of the reviews lacks this fact. */
  readonly detail?: boolean;
}

/**
 * Everything that is compared between two reviews. A review that was read and one that was just made give the same
 * facts.
 */
export function factsOf(review: Baseline | Review): Fact[] {
  return [sources, rules, exceptions, findingsPaths, protectionPlans, coverage, controls].flatMap((facts) =>
    facts(review),
  );
}

/** What a review's plans do, by action and resource. */
export function changeFacts({ changes }: Baseline | Review): Fact[] {
  return changes.flatMap(({ action, what, stacks }) =>
    stacks.map((stack) => ({ subject: `${action} ${what} in`, key: stack, value: "planned" })),
  );
}

function sources({ provenance: { config, snapshots, versions, mode } }: Baseline | Review): Fact[] {
  const hash = (sha256: string) => `sha256 ${sha256.slice(0, 12)}`;
  return [
    { subject: "config", key: "", value: hash(config.sha256) },
    ...Object.entries(snapshots).map(([key, { sha256 }]) => ({
      subject: "snapshot of",
      key,
      value: hash(sha256),
    })),
    ...Object.entries(versions).map(([key, value]) => ({ subject: "version of", key, value })),
    { subject: "planned against", key: "", value: mode },
  ];
}

function rules({ rules }: Baseline | Review): Fact[] {
  return rules.flatMap(({ id, title, status, evidence }) => [
    { subject: `${id} ${title}`, key: "", value: status },
    ...(status === "pass" ? [] : evidence).flatMap(({ address, detail, stacks }) =>
      (stacks.length === 0 ? [""] : stacks).map((stack) => ({
        subject: `${id} because of`,
        key: [address, detail, stack && `(${stack})`].filter((part) => part !== "").join(" "),
        value: "found",
      })),
    ),
  ]);
}

function exceptions({ exceptions }: Baseline | Review): Fact[] {
  return exceptions.map(({ path, reason, owner, until = "no end date" }) => ({
    subject: "exception",
    key: path,
    value: `${reason}; ${owner}; until ${until}`,
  }));
}

function findingsPaths({ findingsPaths }: Baseline | Review): Fact[] {
  return findingsPaths.flatMap(({ region, ...links }) =>
    Object.entries(links).map(([link, value]) => ({
      subject: `${WORDS[link] ?? link} in`,
      key: region,
      value: [value].flat().join("; ") || "none",
    })),
  );
}

/** Words for links whose property names are not words. */
const WORDS: Readonly<Record<string, string>> = { exportTo: "export", suppressions: "suppressed" };

function protectionPlans({ protectionPlans: { regions, rows } }: Baseline | Review): Fact[] {
  return rows.flatMap(({ feature, cells }) =>
    regions.map((key, column) => ({ subject: `${feature} in`, key, value: cells[column]?.state ?? "" })),
  );
}

/**
 * An account's states, each with its regions. If all its cells are the same, the state is given once for all regions.
 * An account is the same account under any name.
 */
function coverage({ coverage }: Baseline | Review): Fact[] {
  return coverage.flatMap(({ partition, regions, groups }) =>
    groups.flatMap(({ accounts, cells }) => {
      const states = cells.map(({ state }) => state);
      const words = [...new Set(states)].map(
        (state) => `${state} in ${regions.filter((_, column) => states[column] === state).join(", ")}`,
      );
      const value = words.join("; ");
      return accounts.flatMap(({ id, name }) => [
        { subject: `account in ${partition}`, key: id, place: `${id} ${name}`, value },
        { subject: `name of account in ${partition}`, key: id, value: name, detail: true },
      ]);
    }),
  );
}

function controls({ controls }: Baseline | Review): Fact[] {
  return controls.map(({ id, title, status, reason }) => ({
    subject: `${id} ${title}`,
    key: "",
    value: reason === "" ? status : `${status}: ${reason}`,
  }));
}
