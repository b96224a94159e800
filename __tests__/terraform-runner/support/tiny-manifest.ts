import { sha256 } from "../../../plans-folder/hashing";
import type { Manifest } from "../../../plans-folder/manifest";

/** The manifest of one live plan whose files hold "plan" and "json". */
export const TINY_MANIFEST: Manifest = {
  schemaVersion: 1,
  orgduty: "0.1.0",
  createdAt: "2026-11-24T12:00:00.000Z",
  mode: "live",
  config: { path: "orgduty.yaml", sha256: sha256("config") },
  snapshots: { aws: { path: "accounts/aws.json", sha256: sha256("snapshot") } },
  git: { commit: "c1", tree: "t1", clean: true },
  versions: { terraform: "1.11.4", provider: "5.100.0", bindings: "21.22.1", cdktf: "0.21.0" },
  stacks: [
    {
      name: "us-east-1",
      kind: "region",
      partition: "aws",
      region: "us-east-1",
      adds: 1,
      changes: 0,
      destroys: 0,
      planSha256: sha256("plan"),
      planJsonSha256: sha256("json"),
      assets: [],
      seconds: 1.5,
      accounts: { covered: 24, total: 26 },
    },
  ],
};
