import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parsePolicy } from "../../../../aws/policy/parse-policy";
import { displayPath } from "../../../../config/problems/display-path";
import { ProblemsError, type Problem } from "../../../../config/problems/problems";
import { CommandError, type Io } from "../../../terminal/io";
import { policyOwner, type PolicyOwner } from "./policy-file";

/** A policy that a person wrote, or had printed. */
export interface GivenPolicy extends PolicyOwner {
  readonly file: string;
  readonly document: string;
}

/**
 * Reads the policies of a folder.
 * @throws ProblemsError with every file whose name or content is no policy's
 */
export function readPolicies(folder: string, { cwd }: Pick<Io, "cwd">): GivenPolicy[] {
  const path = resolve(cwd, folder);
  const read = filesIn(path, folder).map((file) => readPolicy(path, file));
  const problems = read.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) throw new ProblemsError(displayPath(path), problems);
  return read.flatMap(({ policy }) => policy ?? []);
}

function filesIn(path: string, folder: string): string[] {
  try {
    return readdirSync(path)
      .filter((file) => file.endsWith(".json"))
      .sort();
  } catch (error) {
    throw new CommandError(
      `--enforce: ${folder} cannot be read: ${(error as Error).message}`,
      "name a folder of policies, e.g. what ./orgduty roles print --for plan --out FOLDER writes",
    );
  }
}

function readPolicy(
  folder: string,
  file: string,
): { readonly policy?: GivenPolicy; readonly problem?: Problem } {
  const owner = policyOwner(file);
  if (owner === undefined) return { problem: misnamed(file) };
  const document = readFileSync(join(folder, file), "utf8");
  const { unreadable } = parsePolicy(document);
  if (unreadable === undefined) return { policy: { ...owner, file, document } };
  return {
    problem: {
      path: file,
      message: `IAM takes no such policy: ${unreadable}`,
      fix: "correct it, or compare it with what ./orgduty roles print prints",
    },
  };
}

function misnamed(file: string): Problem {
  return {
    path: file,
    message: "its name does not say whose policy it is",
    fix: "name it PURPOSE.HOLDER.json, e.g. plan.administrator.json (docs/pipelines.md)",
  };
}
