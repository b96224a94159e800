import fc from "../../support/fast-check";
import { Aliases } from "../../../local-aws/organizations/aliases";

describe("Aliases", () => {
  it("shows chosen ids in place of drawn ones, and takes them back", () => {
    const aliases = new Aliases();
    aliases.add("999999999999", "111111111111");
    aliases.add("o-drawn", "o-chosen");
    expect(aliases.fromMoto('{"Id":"999999999999","Org":"o-drawn"}')).toBe(
      '{"Id":"111111111111","Org":"o-chosen"}',
    );
    expect(aliases.toMoto("111111111111")).toBe("999999999999");
    expect(aliases.toMoto("222222222222")).toBe("222222222222");
  });

  it("gives every text back as it was, however ids are exchanged", () => {
    const digits = fc.stringMatching(/^[0-9]{12}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(digits, { minLength: 2, maxLength: 8 }),
        fc.array(fc.nat(7)),
        (ids, order) => {
          const aliases = new Aliases();
          ids.forEach((id, index) => aliases.add(id, ids[(index + 1) % ids.length]!));
          const text = order.map((index) => ids[index % ids.length]).join(",");
          expect(aliases.toMoto(aliases.fromMoto(text))).toBe(text);
        },
      ),
    );
  });
});
