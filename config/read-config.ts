import { completeConfig } from "./complete/complete";
import type { OrgdutyConfig } from "./config";
import { displayPath } from "./problems/display-path";
import { movedHome } from "./misplaced-keys";
import { draftOf, type Draft, type Rule } from "./complete/draft";
import type { Mistake } from "./problems/mistake";
import { ProblemsError, type Problem } from "./problems/problems";
import { RULES } from "./rules";
import { documentSection } from "./schema/document";
import { mistakesOf, valueAt } from "./schema/mistakes";
import { shownPath } from "./problems/shown";
import { readYaml, type YamlDocument } from "./problems/yaml-document";

/** A config that is being read: its valid part, and every problem found so far. */
export interface ConfigReading {
  /** Has no organizations if the text could not be read as YAML. */
  readonly draft: Draft;
  /** Every problem of the file, including those that checks outside this one found: one error or none. */
  problems(more: readonly Mistake[]): ProblemsError[];
  /** The config with its defaults. Call it only if there are no problems. */
  complete(): OrgdutyConfig;
}

/**
 * Checks the text of a config by itself. `path` is the file's absolute path; `more` holds rules that look beyond the
 * text. It never throws: problems are returned.
 */
export function readConfig(text: string, path: string, more: readonly Rule[] = []): ConfigReading {
  const document = readYaml(text);
  const result = documentSection.safeParse(document.value);
  const draft = draftOf(document.value);
  const shape =
    document.value === undefined ? [] : mistakesOf(result.error?.issues ?? [], document.value).map(movedHome);
  const mistakes = [...shape, ...[...RULES, ...more].flatMap((rule) => rule(draft))];
  return {
    draft,
    problems(more) {
      const told = [...mistakes, ...more].map((mistake) => toProblem(mistake, document));
      const all = [...document.problems, ...told];
      return all.length === 0 ? [] : [new ProblemsError(displayPath(path), all)];
    },
    complete() {
      if (!result.success) throw new TypeError(`${path} has problems: it cannot be completed`);
      return completeConfig(result.data, path);
    },
  };
}

/** Adds the line to a mistake, and shows a number as it was written: 0123, not 123. */
export function toProblem({ path, message, fix }: Mistake, document: YamlDocument): Problem {
  const line = document.lineOf(path);
  const value = valueAt(document.value, path);
  const source = document.sourceOf(path);
  const told =
    typeof value === "number" && source !== undefined
      ? message.replace(`got ${value}`, `got ${source.slice(0, 60)}`)
      : message;
  return { path: shownPath(path), message: told, fix, ...(line === undefined ? {} : { line }) };
}
