import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OrgdutyConfig } from "../config/config";
import { ownFolderOf } from "../config/state-folder";
import type { MemberLeft } from "./members-left";

/**
 * What destroys have done so far. AWS knows what is still to do. Only this record knows which members were left on,
 * including members in regions that are gone.
 */
interface Record {
  readonly startedAt: string;
  readonly members: Readonly<{ [region: string]: readonly MemberLeft[] }>;
  /** Regions that are finished. */
  readonly finished?: readonly string[];
}

/** Where a config's record is. A rehearsal on the local AWS has its own. */
export function journalFileOf(
  { path, name }: Pick<OrgdutyConfig, "path" | "name">,
  { kind }: { readonly kind: string },
): string {
  return join(ownFolderOf(path, kind === "local"), "destroy", `${name}.json`);
}

/** The record of a destroy, kept in a file as long as it holds a member in which GuardDuty was left. */
export class Journal {
  #record: Record;

  constructor(
    private readonly file: string,
    now: () => Date = () => new Date(),
  ) {
    const started: Record = { startedAt: now().toISOString(), members: {} };
    this.#record = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record) : started;
  }

  /** When the destroy began. If an earlier run was cut off, this is when that run began. */
  get startedAt(): string {
    return this.#record.startedAt;
  }

  get members(): Record["members"] {
    return this.#record.members;
  }

  /** Records a region's members before they are removed. Members that an earlier run recorded are kept. */
  addMembers(region: string, left: readonly MemberLeft[]): void {
    const known = new Map((this.members[region] ?? []).map((member) => [member.account, member]));
    for (const member of left) known.set(member.account, member);
    const members = { ...this.members, [region]: [...known.values()] };
    this.#write({ ...this.#record, members, finished: this.#finished.filter((name) => name !== region) });
  }

  /** Regions whose members were off-boarded but that are not finished. */
  get unfinished(): string[] {
    return Object.keys(this.members).filter((region) => !this.#finished.includes(region));
  }

  /** Records that a region is finished. */
  finish(region: string): void {
    if (region in this.members && !this.#finished.includes(region))
      this.#write({ ...this.#record, finished: [...this.#finished, region] });
  }

  /** Forgets a region that is applied again: its members are members again, except those that the config leaves out. */
  forget(region: string, isLeftOut: (account: string) => boolean): void {
    if (!(region in this.members)) return;
    const { [region]: before = [], ...others } = this.members;
    const left = before.filter(({ account }) => isLeftOut(account));
    if (left.length === before.length) return this.finish(region);
    const members = left.length === 0 ? others : { ...others, [region]: left };
    this.#write({ ...this.#record, members, finished: this.#finished.filter((name) => name !== region) });
    this.finish(region);
    this.close();
  }

  /** Ends a run. The file stays while a region is unfinished, or GuardDuty was left in some member. */
  close(): void {
    const isLeft = Object.values(this.members).some((all) =>
      all.some(({ detector }) => detector !== "deleted"),
    );
    if (this.unfinished.length === 0 && !isLeft) rmSync(this.file, { force: true });
  }

  get #finished(): readonly string[] {
    return this.#record.finished ?? [];
  }

  /** The file is written completely or not at all: if the process is killed here, the record stays as it was before. */
  #write(record: Record): void {
    this.#record = record;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}
