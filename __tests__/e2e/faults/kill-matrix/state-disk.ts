import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Puts a folder of states on a disk of its own, which can be made read-only or full. Needs root. */
export class StateDisk {
  constructor(private readonly folder: string) {}

  /** Whether this machine lets us mount. */
  static isPossible(): boolean {
    const folder = mkdtempSync(join(tmpdir(), "mount-"));
    const isMounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
    if (isMounted) run("umount", folder);
    rmSync(folder, { recursive: true, force: true });
    return isMounted;
  }

  mount(): void {
    this.#keeping(() => run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", this.folder));
  }

  readOnly(): void {
    run("mount", "-o", "remount,ro", this.folder);
  }

  /** Writes until nothing more fits. */
  fill(): void {
    for (const size of [1 << 20, 1 << 16, 1 << 12, 1])
      for (let index = 0; ; index += 1) {
        try {
          writeFileSync(join(this.folder, `full-${size}-${index}`), Buffer.alloc(size));
        } catch {
          break;
        }
      }
  }

  /** The states as they are now are on the ordinary disk again. */
  unmount(): void {
    run("mount", "-o", "remount,rw", this.folder);
    this.#keeping(() => run("umount", this.folder));
  }

  #keeping(change: () => boolean): void {
    const copy = mkdtempSync(join(tmpdir(), "states-"));
    const states = (source: string) => !/full-\d+-\d+$/.test(source);
    cpSync(this.folder, copy, { recursive: true, filter: states });
    if (!change()) throw new Error(`${this.folder} cannot be mounted or unmounted`);
    cpSync(copy, this.folder, { recursive: true, force: true });
    rmSync(copy, { recursive: true, force: true });
  }
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
