import { join } from "node:path";
import type { Manifest } from "../../../plans-folder/manifest";
import { arrayOf, canonical, objectOf, parsedOf, stringOf } from "../../read/json";
import { manifestDigest } from "./manifest-digest";
import { assetsOf, digestsOf, inputsOf, PREDICATE_TYPE, STATEMENT_TYPE } from "./statement";

/** The results of a review whose plans may be applied. */
const APPLICABLE = ["PASSED", "WARNED"];

/**
 * Every reason why a signed statement is not about a passed review of exactly these plans. A signature counts for what
 * the statement says, not for the plans and the manifest that lie beside it.
 */
export function statementRefusals(statement: Buffer, manifest: Manifest, shownFolder: string): string[] {
  const said = objectOf(parsedOf(statement.toString("utf8")));
  if (Object.keys(said).length === 0) return ["unsigned: the signed text is no statement"];
  const predicate = objectOf(said.predicate);
  const annotations = objectOf(predicate.annotations);
  const stacks = manifest.stacks.map((stack) => ({ ...stack, stack: stack.name }));
  const unlike = [
    ...unlikeText("_type", said._type, STATEMENT_TYPE),
    ...unlikeText("predicateType", said.predicateType, PREDICATE_TYPE),
    ...(APPLICABLE.includes(stringOf(predicate.result))
      ? []
      : [`the signed review's result is ${textOf(predicate.result)}, not ${APPLICABLE.join(" or ")}`]),
    ...(canonical(predicate.failedTests) === "[]"
      ? []
      : [`the signed review failed ${textOf(predicate.failedTests)}`]),
    ...(canonical(annotations.altered) === "[]"
      ? []
      : [`signed with altered files: ${textOf(annotations.altered)}`]),
    ...unlikeText("createdAt", annotations.createdAt, manifest.createdAt),
    ...unlikeText("mode", annotations.mode, manifest.mode),
    ...unlikeText("git", annotations.git, manifest.git),
    ...unlikeText("versions", annotations.versions, manifest.versions),
    ...unlikeDigests("", predicate.configuration, inputsOf(manifest)),
    ...unlikeDigests("", annotations.assets, assetsOf(stacks)),
    ...unlikeDigests(shownFolder, said.subject, digestsOf(stacks)),
  ];
  const digest = manifestDigest(manifest);
  const signed = objectOf(objectOf(annotations.manifest).digest).sha256;
  const rest = signed === digest ? [] : [`the manifest's sha256 is ${digest}, signed ${textOf(signed)}`];
  return (unlike.length > 0 ? unlike : rest).map((reason) => `unsigned: ${reason}`);
}

function unlikeText(name: string, signed: unknown, found: unknown): string[] {
  return canonical(signed) === canonical(found)
    ? []
    : [`${name} is ${textOf(found)}, signed ${textOf(signed)}`];
}

function textOf(value: unknown): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? value : canonical(value);
}

type Digests = ReturnType<typeof digestsOf>;

/** Each file whose digest is another one, or that only one of the two names. */
function unlikeDigests(folder: string, signed: unknown, found: Digests): string[] {
  const given = arrayOf(signed).map(objectOf);
  const names = [...new Set([...found.map(({ name }) => name), ...given.map(({ name }) => stringOf(name))])];
  return names.flatMap((name) => {
    const is = found.filter((one) => one.name === name).map(({ digest }) => digest.sha256);
    const was = given
      .filter((one) => one.name === name)
      .map(({ digest }) => stringOf(objectOf(digest).sha256));
    const [here, there] = [is, was].map((hashes) => [...new Set(hashes)].join(" and ") || "none");
    return here === there ? [] : [`${join(folder, name)} sha256 ${here}, signed ${there}`];
  });
}
