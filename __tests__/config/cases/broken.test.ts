import { BROKEN, brokenDocument, problemsOfDocument } from "./broken-configs";

/** `forwarding.logRelay.headers["X Team"]` as the table has it: `forwarding.logRelay.headers.X Team`. */
function dotted(path: string): string {
  return path.replace(/\["([^\]]*)"\]/g, ".$1");
}

describe("a broken config", () => {
  it.each(BROKEN.map((broken) => [broken.id, broken] as const))("%s is told where and how", (_, broken) => {
    const problems = problemsOfDocument(brokenDocument(broken));
    const texts = problems.map(({ path, message, fix }) => `${dotted(path)}: ${message}; ${fix}`);
    expect(texts).toHaveLength(broken.expect.length);
    for (const { at, message, fix } of broken.expect) {
      const found = problems.filter((problem) => at.includes(dotted(problem.path)));
      expect(found).toHaveLength(1);
      expect(`${found[0]!.message} ${found[0]!.fix}`).toMatch(new RegExp(message, "i"));
      expect(found[0]!.fix).toMatch(new RegExp(fix.replace(/[.()[\]]/g, "\\$&")));
    }
  });
});
