import fc from "../support/fast-check";
import { code, html, markdown, visible, visibleDeep } from "../../drawing/text";

describe("Foreign text", () => {
  it("shows what cannot be seen as a code", () => {
    expect(visible("a\u202Eb\u200Bc\nd\u0000")).toBe("a⟨U+202E⟩b⟨U+200B⟩c⟨U+000A⟩d⟨U+0000⟩");
  });

  it("keeps letters of any script, and spaces", () => {
    expect(visible("北京 Søns & O'Brien")).toBe("北京 Søns & O'Brien");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])(
    "takes from a spreadsheet what it would calculate: %s",
    (formula) => {
      expect(visible(formula)).toBe(`'${formula}`);
    },
  );

  it("cuts what is too long, and says how long it was", () => {
    expect(visible("n".repeat(10_240), 5)).toBe("nnnnn… (10240 characters)");
    expect(visible("nnnnn", 5)).toBe("nnnnn");
    expect(visible("n😀", 2)).toBe("n… (3 characters)");
  });

  it("leaves nothing invisible, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^[=+\-@]/u);
      }),
    );
  });

  it("is made visible at any depth, keys included", () => {
    expect(visibleDeep({ "a\u202E": [{ b: "=1", c: 1, d: null, e: true }] })).toEqual({
      "a⟨U+202E⟩": [{ b: "'=1", c: 1, d: null, e: true }],
    });
  });

  it("is never markup in HTML", () => {
    expect(html(`<a href="x" title='y'>&</a>`)).toBe(
      "&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;&#60;/a&#62;",
    );
  });

  it("is never markup, a link or a mention in Markdown", () => {
    expect(markdown("[x](y) | <b> `c` *d* @everyone https://evil.example www.evil.example")).toBe(
      "\\[x\\](y) \\| &#60;b\\> \\`c\\` \\*d\\* @ everyone https:// evil.example www. evil.example",
    );
    expect(markdown("aws+mail@acme.example")).toBe("aws+mail@acme.example");
  });

  it("is code in Markdown, backticks and bars included", () => {
    expect(code("a")).toBe("`a`");
    expect(code("a`b|c")).toBe("``a`b\\|c``");
    expect(code("`a")).toBe("`` `a ``");
    expect(code("")).toBe("`  `");
  });
});
