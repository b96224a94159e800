import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { MemberLeft } from "./members-left";

/** What a destroy has done so far. AWS shows what is still to do, but only this record shows which members were left on. */
interface Record {
  readonly startedAt: string;
  readonly members: Readonly<{ [region: string]: readonly MemberLeft[] }>;
  /** Regions that are finished. */
  readonly finished?: readonly string[];
}

/** The record of a running destroy, kept in a file until all of it is done. */
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
    if (region in this.members) this.#write({ ...this.#record, finished: [...this.#finished, region] });
  }

  /** Deletes the journal, unless a region is unfinished: a later run needs to know that region's members. */
  close(): void {
    if (this.unfinished.length === 0) rmSync(this.file, { force: true });
  }

  get #finished(): readonly string[] {
    return this.#record.finished ?? [];
  }

  /** Writes the file atomically: if the process is killed here, the previous record stays. */
  #write(record: Record): void {
    this.#record = record;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}
