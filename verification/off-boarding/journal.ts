import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { MemberLeft } from "./members-left";

/** What a destroy has done so far. AWS tells what is still to do; only this tells which members were left on. */
interface Record {
  readonly startedAt: string;
  readonly members: Readonly<{ [region: string]: readonly MemberLeft[] }>;
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

  /** When the destroy began, if an earlier run left off. */
  get resumedFrom(): string | undefined {
    return existsSync(this.file) ? this.#record.startedAt : undefined;
  }

  get members(): Record["members"] {
    return this.#record.members;
  }

  /** Members of a region, before they are gone: one that an earlier run saw is kept. */
  addMembers(region: string, left: readonly MemberLeft[]): void {
    const known = new Map((this.members[region] ?? []).map((member) => [member.account, member]));
    for (const member of left) known.set(member.account, member);
    this.#write({ ...this.#record, members: { ...this.members, [region]: [...known.values()] } });
  }

  /** Forgets it all: nothing is left to go on with. */
  close(): void {
    rmSync(this.file, { force: true });
  }

  /** Whole or not at all: whoever is killed here leaves the record before. */
  #write(record: Record): void {
    this.#record = record;
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}
