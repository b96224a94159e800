import { REGIONS } from "../../config/regions";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { ProblemsError } from "../../config/problems/problems";
import { loadProject } from "../../organization/load-project";
import { validDocument, type Changes } from "../config/valid-document";
import { account, validSnapshot } from "./valid-snapshot";

const CHINA = validSnapshot([], {
  partition: "aws-cn",
  managementAccountId: "555555555555",
  accounts: [account("555555555555"), account("666666666666")],
});

describe("loadProject", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-load-project-"));
  const config = join(folder, "orgduty.yaml");
  mkdirSync(join(folder, "accounts"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(changes: Changes = {}, aws: unknown = validSnapshot(), china: unknown = CHINA): void {
    writeFileSync(config, stringify(validDocument(changes)));
    const snapshot = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
    writeFileSync(join(folder, "accounts/aws.json"), snapshot(aws));
    writeFileSync(join(folder, "accounts/aws-cn.json"), snapshot(china));
  }

  function told(): string {
    try {
      loadProject(config);
      return "fine";
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      return error.message.replaceAll(`${folder}/`, "");
    }
  }

  it("reads config and snapshots, with the sha256 of each file's bytes", () => {
    write();
    const project = loadProject(config);
    const sha256 = createHash("sha256").update(readFileSync(config)).digest("hex");
    expect(project.files.config).toEqual({ path: config, sha256 });
    expect(project.files.snapshots["aws-cn"]?.path).toBe(join(folder, "accounts/aws-cn.json"));
    expect(project.snapshots.aws?.accounts).toHaveLength(2);
    expect(project.config.organizations.aws?.accountsPath).toBe(join(folder, "accounts/aws.json"));
  });

  it("tells the problems of every file at once", () => {
    write({ name: "1", "organizations.aws-cn.administratorAccountId": "999999999999" }, "");
    expect(told()).toBe(`orgduty.yaml: 2 problems
  line 1  name: name must begin with a letter and hold letters, digits and hyphens only, got "1"
    fix: e.g. acme
  line 11  organizations.aws-cn.administratorAccountId: "999999999999" is not in "accounts/aws-cn.json"
    fix: name an active account of this organization, or run ./orgduty discover
accounts/aws.json: 1 problem
  line 1  the document: the file is empty
    fix: run ./orgduty discover, or restore the file from version control`);
  });

  it("rejects a snapshot of the wrong partition, and says no more about its accounts", () => {
    write({}, CHINA);
    expect(told()).toMatch(
      /^orgduty\.yaml: 2 problems\n {2}line 5 {2}.*managed by.*\n.*\n {2}line 8 {2}organizations\.aws\.accounts: "accounts\/aws\.json" is a snapshot of partition aws-cn, not aws/,
    );
  });

  it("rejects a snapshot that is not there, at the line that names it", () => {
    write({ "organizations.aws.accounts": "accounts/none.json" });
    expect(told()).toBe(`orgduty.yaml: 1 problem
  line 8  organizations.aws.accounts: "accounts/none.json" cannot be read: there is no such file
    fix: run ./orgduty discover, or correct the path`);
  });

  it("rejects a config that is not there", () => {
    expect(() => loadProject(join(folder, "none.yaml"))).toThrow(
      /the file: cannot be read: there is no such file\n {4}fix: /,
    );
    expect(() => loadProject(folder)).toThrow(/the file: cannot be read: it is a folder/);
  });

  it("reads the example: 24 of 26 accounts in aws and 5 of 5 in aws-cn are covered", () => {
    const { config: acme, snapshots } = loadProject(resolve(__dirname, "../../examples/acme/orgduty.yaml"));
    const members = (partition: "aws" | "aws-cn") => {
      const { administratorAccountId, enrolment } = acme.organizations[partition]!;
      return snapshots[partition]!.accounts.filter(
        ({ id, state }) => state === "ACTIVE" && id !== administratorAccountId && !enrolment.exclude[id],
      );
    };
    expect(snapshots.aws?.accounts).toHaveLength(26);
    expect(members("aws")).toHaveLength(23);
    expect(members("aws").map(({ id }) => id)).toContain(acme.organizations.aws?.managementAccountId);
    expect(snapshots["aws-cn"]?.accounts).toHaveLength(5);
    expect(members("aws-cn")).toHaveLength(4);
    expect(acme.regions).toEqual(REGIONS);
  });
});
