import { displayPath } from "../../config/display-path";

describe("displayPath", () => {
  it.each([
    ["/work/orgduty.yaml", "orgduty.yaml"],
    ["/work/a/b.json", "a/b.json"],
    ["/elsewhere/b.json", "/elsewhere/b.json"],
    ["/worker/b.json", "/worker/b.json"],
    ["/work", "/work"],
    ["/work/a\u001b.json", "a\\u001b.json"],
  ])("shows %j as %s below /work", (path, expected) => {
    expect(displayPath(path, "/work")).toBe(expected);
  });
});
