import { isJsonObject, listOf, type Json, type JsonObject } from "../json";
import type { Condition, Listed, Policy, StatedPrincipal, Statement } from "./document";

const PRINCIPAL_KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** What is wrong with a document. Stays in this file: callers get `Policy.unreadable`. */
class Unreadable extends Error {}

/**
 * Reads a policy document, from its text or already parsed. The names of elements are taken in any letters, so that no
 * check overlooks what AWS may take. What IAM's grammar does not allow makes the policy unreadable.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown): Policy {
  try {
    const { version, statement } = elementsOf(
      typeof document === "string" ? jsonOf(document) : (document as Json),
    );
    if (statement === undefined) throw new Unreadable("it has no Statement");
    return statementsOf(listOf(statement), version === "2012-10-17");
  } catch (error) {
    return { statements: [], unreadable: reasonOf(error) };
  }
}

/** The statements that can be read are kept beside one that cannot: what they allow has to be seen all the same. */
function statementsOf(written: readonly Json[], takesVariables: boolean): Policy {
  const statements: Statement[] = [];
  let unreadable: string | undefined;
  for (const statement of written) {
    try {
      statements.push(statementOf(statement, takesVariables));
    } catch (error) {
      unreadable ??= reasonOf(error);
    }
  }
  return { statements, ...(unreadable !== undefined && { unreadable }) };
}

function statementOf(written: Json, takesVariables: boolean): Statement {
  const elements = elementsOf(written);
  const actions = either(elements, "action", textsOf);
  if (!actions) throw new Unreadable("a statement has no Action");
  const resources = either(elements, "resource", textsOf);
  const principals = either(elements, "principal", principalsOf);
  return {
    sid: typeof elements.sid === "string" ? elements.sid : "",
    effect: effectOf(elements.effect),
    actions,
    ...(resources && { resources }),
    ...(principals && { principals }),
    conditions: conditionsOf(elements.condition),
    takesVariables,
  };
}

/** An element or the one that excepts, of which a statement has at most one. */
function either<Item>(
  elements: JsonObject,
  name: string,
  read: (value: Json) => readonly Item[],
): Listed<Item> | undefined {
  const [own, others] = [elements[name], elements[`not${name}`]];
  if (own !== undefined && others !== undefined)
    throw new Unreadable(`a statement has ${name} and not${name}`);
  if (own !== undefined) return { items: read(own), excepts: false };
  return others === undefined ? undefined : { items: read(others), excepts: true };
}

function effectOf(value: Json | undefined): Statement["effect"] {
  const effect = (["Allow", "Deny"] as const).find(
    (one) => typeof value === "string" && one.toLowerCase() === value.toLowerCase(),
  );
  if (!effect) throw new Unreadable(`a statement's Effect is ${JSON.stringify(value) ?? "missing"}`);
  return effect;
}

function principalsOf(value: Json): StatedPrincipal[] {
  if (value === "*") return [{ kind: "everybody", name: "*" }];
  if (!isJsonObject(value)) throw new Unreadable(`a statement's Principal is ${JSON.stringify(value)}`);
  return Object.entries(value).flatMap(([written, names]) => {
    const kind = PRINCIPAL_KINDS.find((one) => one.toLowerCase() === written.toLowerCase());
    if (!kind) throw new Unreadable(`a statement's Principal is of the kind ${written}`);
    return textsOf(names ?? null).map((name) => ({ kind, name }));
  });
}

function conditionsOf(value: Json | undefined): Condition[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) throw new Unreadable("a statement's Condition is no object");
  return Object.entries(value).flatMap(([operator, tests]) => {
    if (!isJsonObject(tests)) throw new Unreadable(`the condition ${operator} is no object`);
    return Object.entries(tests).map(([key, values]) => ({
      operator,
      key,
      values: valuesOf(values ?? null),
    }));
  });
}

/** Numbers and Booleans need no quotation marks in a condition. */
function valuesOf(value: Json): string[] {
  return listOf(value).map((one) => {
    if (typeof one === "object") throw new Unreadable("the value of a condition is no text");
    return String(one);
  });
}

function textsOf(value: Json): string[] {
  return listOf(value).map((one) => {
    if (typeof one !== "string") throw new Unreadable(`${JSON.stringify(one)} stands where a text has to be`);
    return one;
  });
}

/** An object's elements by their names in small letters. */
function elementsOf(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new Unreadable("it is no object");
  const elements = Object.entries(value).map(([name, element]) => [name.toLowerCase(), element] as const);
  const names = elements.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Unreadable(`it has ${twice} twice`);
  return Object.fromEntries(elements);
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Unreadable("it is no JSON");
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  throw error;
}
