import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Forge } from "../../../pipeline/forge/forge";
import { githubForge } from "../../../pipeline/forge/github";
import { gitlabForge } from "../../../pipeline/forge/gitlab";
import { writeOneComment } from "../../../pipeline/forge/one-comment";
import { temporaryFolder } from "../../terraform-runner/support/temporary-folder";
import { FakeForge } from "./fake-forge";

const ME = "github-actions[bot]";

describe.each(["github", "gitlab"])("One comment on %s", (kind) => {
  const folder = temporaryFolder();
  let server: FakeForge;
  let forge: Forge;

  beforeEach(async () => {
    server = new FakeForge("the-token", ME);
    await server.start();
    const event = join(folder(), "event.json");
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
    const gitlab = {
      ...{
        CI_SERVER_URL: "https://gitlab.com",
        CI_API_V4_URL: server.url,
        CI_PROJECT_PATH: "acme/guardduty",
      },
      ...{ CI_MERGE_REQUEST_IID: "7" },
    };
    forge =
      kind === "github"
        ? githubForge(server.github(event))
        : gitlabForge(gitlab, { variable: "TOKEN", value: "the-token" });
  });
  afterEach(() => server.stop());
  const bodies = () => server.comments.map(({ body }) => body);

  it("is added once, and then changed in its place", async () => {
    expect(await writeOneComment(forge, "acme", "first")).toBe("added");
    expect(await writeOneComment(forge, "acme", "second")).toBe("changed");
    expect(bodies()).toEqual(["<!-- orgduty acme -->\nsecond"]);
  });

  it("is one for each config", async () => {
    await writeOneComment(forge, "acme", "of acme");
    await writeOneComment(forge, "acme-cn", "of China");
    await writeOneComment(forge, "acme", "of acme again");
    expect(bodies()).toEqual(["<!-- orgduty acme -->\nof acme again", "<!-- orgduty acme-cn -->\nof China"]);
  });

  it("is not the comment of somebody else who wrote the same mark, and could change it later", async () => {
    server.comments.push({ id: 1, body: "<!-- orgduty acme -->\nall is well", author: "mallory" });
    expect(await writeOneComment(forge, "acme", "fails")).toBe("added");
    expect(bodies()).toEqual(["<!-- orgduty acme -->\nall is well", "<!-- orgduty acme -->\nfails"]);
  });

  it("is found behind a hundred others", async () => {
    for (let id = 1; id <= 130; id += 1) server.comments.push({ id, body: "talk", author: "ann" });
    await writeOneComment(forge, "acme", "first");
    expect(await writeOneComment(forge, "acme", "second")).toBe("changed");
    expect(server.comments).toHaveLength(131);
  });
});

describe("A forge", () => {
  it.each(["GITHUB_TOKEN", "GITHUB_REPOSITORY"])("says that %s is not set", (name) => {
    const env = { GITHUB_TOKEN: "x", GITHUB_REPOSITORY: "a/b", [name]: undefined };
    expect(() => githubForge(env)).toThrow(`$${name} is not set`);
  });

  it("refuses with its own words, and without the token", async () => {
    const server = new FakeForge("the-token", ME);
    await server.start();
    const env = { ...server.github("/nowhere"), GITHUB_TOKEN: "another-token" };
    const refusal = await githubForge(env).proposalFrom("a", "main").catch(String);
    await server.stop();
    expect(refusal).toContain('GET /repos/acme/guardduty/pulls: {"message":"refused"} (HTTP 401)');
    expect(refusal).not.toContain("another-token");
  });
});
