import { diffLines, diffSnapshots } from "../../organization/snapshot-diff";
import { account, validSnapshot } from "./valid-snapshot";

const before = validSnapshot([account("333333333333", { name: "Shop" }), account("444444444444")]);

describe("diffSnapshots", () => {
  it("finds nothing between equals, whatever their time", () => {
    const diff = diffSnapshots(
      before,
      validSnapshot(before.accounts.slice(2), { readAt: "2027-01-01T00:00:00Z" }),
    );
    expect(diff).toEqual({ added: [], removed: [], changed: [] });
    expect(diffLines(diff)).toEqual([]);
  });

  it("tells added, removed, suspended, renamed and moved accounts, a line each", () => {
    const changed = account("333333333333", {
      name: "Sho\u001bp",
      state: "SUSPENDED",
      email: "new@acme.example",
      organizationalUnitPath: ["Root", "Suspended"],
    });
    expect(diffLines(diffSnapshots(before, validSnapshot([changed, account("555555555555")])))).toEqual([
      '+ 555555555555 "account 555555555555" ACTIVE, in "Root"',
      '- 444444444444 "account 444444444444" ACTIVE, in "Root"',
      '~ 333333333333 "Sho\\u001bp" is ACTIVE -> SUSPENDED, was renamed "Shop" -> "Sho\\u001bp", ' +
        'has another e-mail "333333333333@acme.example" -> "new@acme.example", moved "Root" -> "Root/Suspended"',
    ]);
  });
});
