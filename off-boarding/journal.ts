import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { MemberLeft } from "./members-left";

/** What a destroy has done so far. AWS tells what is still to do; only this tells which members were left on. */
interface Record {
  readonly startedAt: string;
  readonly members: Readonly<{ [region: string]: readonly MemberLeft[] }>;
  /** Regions of which nothing is left to do. */
  readonly finished?: readonly string[];
}

/** The record of a destroy that goes on, kept in a file until all of it is done. */
export class Journal {
  #record: Record;

  constructor(
    private readonly file: string,
    now: () => Date = () => new Date(),
  ) {
    const started: Record = { startedAt: now().toISOString(), members: {} };
    this.#record = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record) : started;
  }

  /** When the destroy began: in an earlier run, if that left off. */
  get startedAt(): string {
    return this.#record.startedAt;
  }

  get members(): Record["members"] {
    return this.#record.members;
  }

  /** Members of a region, before they are gone: one that an earlier run saw is kept. */
  addMembers(region: string, left: readonly MemberLeft[]): void {
    const known = new Map((this.members[region] ?? []).map((member) => [member.account, member]));
    for (const member of left) known.set(member.account, member);
    const members = { ...this.members, [region]: [...known.values()] };
    this.#write({ ...this.#record, members, finished: this.#finished.filter((name) => name !== region) });
  }

  /** Regions whose members were off-boarded and of which something is still to do. */
  get unfinished(): string[] {
    return Object.keys(this.members).filter((region) => !this.#finished.includes(region));
  }

  /** Nothing is left to do in a region. */
  finish(region: string): void {
    if (region in this.members) this.#write({ ...this.#record, finished: [...this.#finished, region] });
  }

  /** Forgets it all, unless a region is unfinished: whoever goes on there needs to know its members. */
  close(): void {
    if (this.unfinished.length === 0) rmSync(this.file, { force: true });
  }

  get #finished(): readonly string[] {
    return this.#record.finished ?? [];
  }

  /** Whole or not at all: whoever is killed here leaves the record before. */
  #write(record: Record): void {
    this.#record = record;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}
