import { resolve } from "node:path";
import { displayPath } from "../../../../config/problems/display-path";
import { ProblemsError } from "../../../../config/problems/problems";
import { readText } from "../../../../config/problems/read-text";
import { readYaml } from "../../../../config/problems/yaml-document";
import { toProblem } from "../../../../config/read-config";
import { mistakesOf } from "../../../../config/schema/mistakes";
import type { Project } from "../../../../organization/load-project";
import type { MessSeed } from "../../../../local-aws/seed/messy-region";
import { CommandError, type Io } from "../../../terminal/io";
import { seedMistakes } from "./seed-rules";
import { seedSection } from "./seed-section";

/**
 * Reads what a local AWS is seeded with.
 * @throws ProblemsError with every problem of the file
 */
export function readSeed(file: string, project: Pick<Project, "snapshots">, io: Pick<Io, "cwd">): MessSeed {
  const path = resolve(io.cwd, file);
  const read = readText(path);
  if ("unreadable" in read)
    throw new CommandError(
      `--seed: ${file} cannot be read: ${read.unreadable}`,
      "name a YAML file: docs/local-aws.md",
    );
  const document = readYaml(read.text);
  const result = seedSection.safeParse(document.value);
  const shape = document.value === undefined ? [] : mistakesOf(result.error?.issues ?? [], document.value);
  const mistakes = result.success ? seedMistakes(result.data, project) : shape;
  const problems = [...document.problems, ...mistakes.map((mistake) => toProblem(mistake, document))];
  if (problems.length > 0 || !result.success) throw new ProblemsError(displayPath(path), problems);
  return result.data;
}
