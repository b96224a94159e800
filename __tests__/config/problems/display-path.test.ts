import { displayPath } from "../../../config/problems/display-path";

describe("displayPath", () => {
  it.each([
    ["/srv/orgduty.yaml", "orgduty.yaml"],
    ["/srv/a/b.json", "a/b.json"],
    ["/elsewhere/b.json", "/elsewhere/b.json"],
    ["/srvx/b.json", "/srvx/b.json"],
    ["/srv", "/srv"],
    ["/srv/a\u001b.json", "a\\u001b.json"],
  ])("shows %j as %s below /srv", (path, expected) => {
    expect(displayPath(path, "/srv")).toBe(expected);
  });
});
