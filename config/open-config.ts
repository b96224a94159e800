import { dirname, resolve } from "node:path";
import type { OrgdutyConfig } from "./config";
import { displayPath } from "./problems/display-path";
import { ProblemsError, throwProblems } from "./problems/problems";
import { readConfig, type ConfigReading } from "./read-config";
import { readText } from "./problems/read-text";
import { signatureKeysExist, trustedRootExists } from "./signature-keys";

/** A config that was read, valid or not. */
export interface OpenConfig {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly reading: ConfigReading;
}

/** Reads a config. Throws a ProblemsError only if the file cannot be read at all. */
export function openConfig(configPath: string): OpenConfig {
  const path = resolve(configPath);
  const file = readText(path);
  if ("unreadable" in file) {
    const message = `cannot be read: ${file.unreadable}`;
    const fix = "./orgduty init writes one, --config names another";
    throw new ProblemsError(displayPath(path), [{ path: "the file", message, fix }]);
  }
  return {
    path,
    sha256: file.sha256,
    reading: readConfig(file.text, path, [
      signatureKeysExist(dirname(path)),
      trustedRootExists(dirname(path)),
    ]),
  };
}

/**
 * Reads a config by itself, because its snapshots may not exist yet. Throws a ProblemsError with every problem of the
 * config.
 */
export function loadConfig(configPath: string): OrgdutyConfig {
  const { reading } = openConfig(configPath);
  throwProblems(reading.problems([]));
  return reading.complete();
}
