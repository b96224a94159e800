import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  completeLockFile,
  handLockFile,
  lockFileOf,
  pinnedProviderVersion,
  saveLockFile,
} from "../../../terraform/engine/lock-file";
import { temporaryFolder } from "../support/temporary-folder";

const LOCK = `provider "registry.terraform.io/hashicorp/random" {
  version = "3.0.0"
}

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
}
`;

describe("a config's lock file", () => {
  const folder = temporaryFolder();
  const lockFile = () => join(folder(), "config.lock");

  it("is beside the config", () => {
    expect(lockFileOf("/org/orgduty.yaml")).toBe("/org/.terraform.lock.hcl");
  });

  it("pins the AWS provider, whatever else it pins", () => {
    writeFileSync(lockFile(), LOCK);
    expect(pinnedProviderVersion(lockFile())).toBe("5.100.0");
    expect(pinnedProviderVersion(join(folder(), "missing"))).toBeUndefined();
  });

  it("is handed to a stack as it is", () => {
    expect(handLockFile(lockFile(), folder())).toBe(false);
    writeFileSync(lockFile(), LOCK);
    expect(handLockFile(lockFile(), folder())).toBe(true);
    expect(readFileSync(join(folder(), ".terraform.lock.hcl"), "utf8")).toBe(LOCK);
  });

  it("is saved from the stack that made it, if it made one", () => {
    saveLockFile(folder(), lockFile());
    expect(existsSync(lockFile())).toBe(false);
    writeFileSync(join(folder(), ".terraform.lock.hcl"), LOCK);
    saveLockFile(folder(), lockFile());
    expect(readFileSync(lockFile(), "utf8")).toBe(LOCK);
  });
});

describe("completeLockFile", () => {
  const folder = temporaryFolder();
  const lockFile = () => join(folder(), "config.lock");
  const locked = (version: string, hashes: readonly string[]) =>
    `provider "registry.terraform.io/hashicorp/aws" {
  version = "${version}"
  hashes = [
${hashes.map((hash) => `    "${hash}",\n`).join("")}  ]
}
`;
  const complete = (made: string) => {
    writeFileSync(lockFile(), made);
    const shipped = join(folder(), "shipped.lock");
    writeFileSync(shipped, locked("5.100.0", ["h1:linux=", "h1:darwin=", "zh:00"]));
    return [completeLockFile(lockFile(), shipped), readFileSync(lockFile(), "utf8")];
  };

  it("takes the checksums of other platforms from the lock file that is shipped", () => {
    const all = locked("5.100.0", ["h1:linux=", "h1:darwin=", "zh:00"]);
    expect(complete(locked("5.100.0", ["h1:linux="]))).toEqual([true, all]);
  });

  it.each([
    ["another version", locked("6.0.0", ["h1:linux="])],
    ["a provider that is not the release", locked("5.100.0", ["h1:forged="])],
  ])("leaves %s with what it has", (_, made) => {
    expect(complete(made)).toEqual([false, made]);
  });

  it("leaves what a registry made, and a lock file without the provider", () => {
    const fromRegistry = locked("6.0.0", ["h1:linux=", "zh:11"]);
    expect(complete(fromRegistry)).toEqual([true, fromRegistry]);
    expect(complete("")).toEqual([true, ""]);
  });
});
