/** Keys and indexes from the root of a configuration to a value. */
export type Path = readonly (string | number)[];

/** Blocks whose next two keys are a type and a name. */
const TYPED: Readonly<Record<string, string>> = {
  resource: "",
  data: "data.",
  ephemeral: "ephemeral.",
  action: "action.",
};
/** Blocks whose next key is a name. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ variable: "var.", output: "output.", locals: "local.", module: "module.", check: "check." },
};

/** Writes a path as an operator would: the address as Terraform writes it, and the attribute below it. */
export function ownPath(path: Path): { readonly address: string; readonly attribute: string } {
  const [block = "", first, second, ...rest] = path;
  const below = second === undefined ? [] : [second, ...rest];
  const typed = TYPED[block];
  if (typed !== undefined && second !== undefined)
    return { address: `${typed}${first}.${second}`, attribute: attributeOf(rest) };
  const named = NAMED[block];
  if (named !== undefined && first !== undefined)
    return { address: `${named}${first}`, attribute: attributeOf(below) };
  if (block === "provider" && second !== undefined) {
    const name = second === "" ? `provider.${first}` : `provider.${first}.${second}`;
    return { address: name, attribute: attributeOf(rest) };
  }
  return { address: String(block), attribute: attributeOf(path.slice(1)) };
}

function attributeOf(path: Path): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}
