import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { earlierSnapshots } from "../../../cli/conformance/earlier-snapshots";
import type { OrgdutyConfig } from "../../../config/config";
import { temporaryFolder } from "../../terraform-runner/support/temporary-folder";

const SNAPSHOT = readFileSync(resolve(__dirname, "../../../examples/acme/accounts/aws.json"), "utf8");
const other = (organizationId: string) => SNAPSHOT.replace(/"o-[a-z0-9]+"/, `"${organizationId}"`);

describe("The earlier snapshot", () => {
  const folder = temporaryFolder();
  const path = () => join(folder(), "accounts", "aws.json");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], { cwd: folder() });
  const write = (text: string) => {
    mkdirSync(join(folder(), "accounts"), { recursive: true });
    writeFileSync(path(), text);
  };
  const commit = (text: string) => {
    write(text);
    git("add", ".");
    git("commit", "-q", "-m", "snapshot");
  };
  const found = async () => {
    const organizations = { aws: { partition: "aws", accountsPath: path() } };
    const config = { organizations } as unknown as OrgdutyConfig;
    return (await earlierSnapshots({ config })).map(({ snapshot }) => snapshot.organizationId);
  };

  it("is the committed one if the file was changed since", async () => {
    git("init", "-q");
    commit(other("o-first12345"));
    write(other("o-second1234"));
    expect(await found()).toEqual(["o-first12345"]);
  });

  it("is the one before the last change if the file is as committed", async () => {
    git("init", "-q");
    commit(other("o-first12345"));
    commit(other("o-second1234"));
    expect(await found()).toEqual(["o-first12345"]);
  });

  it("is none for a file that was committed once, that is no snapshot, or outside a repository", async () => {
    write(SNAPSHOT);
    expect(await found()).toEqual([]);
    git("init", "-q");
    commit(SNAPSHOT);
    expect(await found()).toEqual([]);
    commit("{}");
    write(SNAPSHOT);
    expect(await found()).toEqual([]);
  });
});
