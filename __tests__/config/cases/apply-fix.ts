import { parse } from "yaml";
import type { Problem } from "../../../config/problems/problems";

type Node = Record<string | number, unknown>;

/** The steps of a path as errors show it: `regions[4]`, `exclude["444444444444"].reason`. */
function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, word]) =>
    index !== undefined ? Number(index) : (quoted ?? word ?? ""),
  );
}

/** What the fix says, in the order in which a person would try it. Each returns whether it could be done. */
const WAYS: readonly (readonly [RegExp, (place: Place, words: RegExpExecArray) => void])[] = [
  [
    /^host: (\S+), and port: (\d+)$/,
    ({ parent, key }, [, host, port]) => void Object.assign(parent, { [key]: host, port: Number(port) }),
  ],
  [
    /^write minimumSeverity: (\d+)/,
    ({ remove, parent, document }, [, severity]) => {
      remove();
      const forwarding = document["forwarding"] as Node;
      forwarding["minimumSeverity"] = Number(severity);
      if ((parent as unknown as unknown[]).length === 0) delete forwarding["findingTypes"];
    },
  ],
  [/^did you mean "(.+)"\?/, ({ replace }, [, word]) => replace(word)],
  [/^(?:write|choose) "([^"]+)"/, ({ replace }, [, word]) => replace(word)],
  [/^write (\d+), without/, ({ parent, key }, [, number]) => void (parent[key] = Number(number))],
  [/^write (\S+)$/, ({ replace }, [, word]) => replace(word)],
  [/^(?:remove it|keep one of|correct the path)/, ({ remove }) => remove()],
  [/^remove some$/, ({ parent, key }) => void ((parent[key] as unknown[]).length = 5)],
  [/^at least (\d+)/, ({ parent, key }, [, least]) => void (parent[key] = Number(least))],
  [/^quote it/, ({ parent, key }) => void (parent[key] = String(parent[key]))],
  [/leave findingTypes out/, ({ document }) => void delete (document["forwarding"] as Node)["findingTypes"]],
  [/^NEW, or /, ({ parent, key }) => void (parent[key] = "NEW")],
  [/^e\.g\. (.+)$/, ({ parent, key }, [, example]) => void (parent[key] = parse(example!))],
  [/^choose (?:one of|among) ([^,]+)/, ({ parent, key }, [, first]) => void (parent[key] = first)],
  [/^medium begins at 4, high at 7/, ({ parent, key }) => void (parent[key] = 7)],
];

interface Place {
  readonly document: Node;
  readonly parent: Node;
  readonly key: string | number;
  /** Renames a key that is unknown, else gives the value. */
  replace(word: string | undefined): void;
  remove(): void;
}

/** Does to a document what a problem's fix says. Returns false if the fix is prose that only a person can follow. */
export function applyFix(document: Node, { path, message, fix }: Problem): boolean {
  const steps = stepsOf(path);
  const key = steps.at(-1)!;
  const parent = steps.slice(0, -1).reduce<Node>((node, step) => node[step] as Node, document);
  const remove = () => void (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key]);
  const isKey = message === "unknown key" || /rule of the review/.test(message);
  const replace = (word: string | undefined) => {
    if (!isKey || word === undefined) return void (parent[key] = word);
    const value = parent[key];
    delete parent[key];
    parent[word] ??= value;
  };
  const [way, words] =
    WAYS.map(([pattern, apply]) => [apply, pattern.exec(fix)] as const).find(([, found]) => found) ?? [];
  if (!way || !words) return false;
  way({ document, parent, key, replace, remove }, words);
  return true;
}
