import { ProblemsError, throwProblems } from "../../../config/problems/problems";

const problem = (line: number) => ({ line, path: `p${line}`, message: "is wrong", fix: "mend it" });

describe("ProblemsError", () => {
  it("tells its problems in the order of lines, those without a line first", () => {
    const { message } = new ProblemsError("a.yaml", [
      problem(3),
      { path: "q", message: "is odd", fix: "even it" },
      problem(2),
    ]);
    expect(message).toBe(`a.yaml: 3 problems
  q: is odd
    fix: even it
  line 2  p2: is wrong
    fix: mend it
  line 3  p3: is wrong
    fix: mend it`);
  });
});

describe("throwProblems", () => {
  it("throws nothing where there is nothing to tell", () => {
    expect(() => throwProblems([])).not.toThrow();
  });

  it("tells several files one after the other", () => {
    const errors = ["a.yaml", "b.json"].map((file) => new ProblemsError(file, [problem(1)]));
    expect(() => throwProblems(errors)).toThrow(
      "a.yaml: 1 problem\n  line 1  p1: is wrong\n    fix: mend it\nb.json: 1 problem\n  line 1  p1: is wrong\n    fix: mend it",
    );
  });
});
