import { applyFix } from "./apply-fix";
import { BROKEN, brokenDocument, problemsOfDocument } from "./broken-configs";

/** Fixes that leave something to a person: what to type, which name to give, what a reason is. */
const FOR_A_PERSON = new Set([
  "url-tab",
  "url-zero-width",
  "url-cyrillic",
  "url-user",
  "header-emoji",
  "header-newline",
  "header-name-space",
  "tag-value-chars",
  "tag-long",
  "same-account",
  "account-short",
  "fifo-topic",
  "signature-missing",
  "why-who",
  "unknown-rule",
  "three-mistakes",
]);

describe("a printed fix", () => {
  const applied = BROKEN.filter(({ id }) => !FOR_A_PERSON.has(id));

  it.each(applied.map((broken) => [broken.id, broken] as const))("mends %s", (_, broken) => {
    const document = brokenDocument(broken);
    // From the end, so that what is taken out of a list moves nothing that comes later.
    for (const problem of [...problemsOfDocument(document)].reverse()) {
      expect([problem.fix, applyFix(document, problem)]).toEqual([problem.fix, true]);
    }
    expect(problemsOfDocument(document).map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  });

  it("is for a person in the named cases only", () => {
    expect(FOR_A_PERSON.size).toBeLessThanOrEqual(16);
    for (const id of FOR_A_PERSON) expect(BROKEN.map((broken) => broken.id)).toContain(id);
  });
});
