import { stringify } from "yaml";
import type { OrgdutyConfig } from "../../config/config";
import type { Problem } from "../../config/problems/problems";
import { readConfig } from "../../config/read-config";
import { validDocument, type Changes } from "./valid-document";

/** The problems of a YAML text. */
export function problemsOf(text: string): readonly Problem[] {
  return readConfig(text, "/project/orgduty.yaml").problems([])[0]?.problems ?? [];
}

/** What is wrong in a document with the given changes: `path: message; fix` each. */
export function told(changes: Changes): string[] {
  return problemsOf(stringify(validDocument(changes))).map(
    ({ path, message, fix }) => `${path}: ${message}; ${fix}`,
  );
}

/** The config that a document with the given changes makes. */
export function completed(changes: Changes = {}): OrgdutyConfig {
  return readConfig(stringify(validDocument(changes)), "/project/orgduty.yaml").complete();
}
