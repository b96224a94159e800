import { countChanges } from "../../../terraform/plan/changes";

const change = (actions: string[], mode = "managed") => ({ mode, change: { actions } });

describe("countChanges", () => {
  it("counts as Terraform does: a replacement adds and destroys, reading counts nothing", () => {
    const resource_changes = [
      change(["create"]),
      change(["update"]),
      change(["delete", "create"]),
      change(["create", "delete"]),
      change(["delete"]),
      change(["no-op"]),
      change(["forget"]),
      change(["read"], "data"),
    ];
    expect(countChanges({ resource_changes })).toEqual({ adds: 3, changes: 1, destroys: 3, forgets: 1 });
  });

  it("counts what is taken over beside what is done to it", () => {
    const imported = { mode: "managed", change: { actions: ["update"], importing: { id: "d1" } } };
    expect(countChanges({ resource_changes: [imported, change(["create"])] })).toEqual({
      adds: 1,
      changes: 1,
      destroys: 0,
      imports: 1,
    });
  });

  it("counts nothing in a plan without changes", () => {
    expect(countChanges({})).toEqual({ adds: 0, changes: 0, destroys: 0 });
  });
});
