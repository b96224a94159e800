import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** Runs a script in which the checkout, and its dist/, can be written by nobody, root included. */
function inReadOnlyCheckout(temporary: string, script: string) {
  const mounts =
    'mount --bind "$ROOT" "$ROOT" && mount -t tmpfs none "$ROOT/dist" && mount -o remount,ro "$ROOT/dist" && mount -o remount,ro,bind "$ROOT" || exit 99';
  return spawnSync("unshare", ["-rm", "bash", "-c", `${mounts}; cd /; ${script}`], {
    encoding: "utf8",
    env: { ...process.env, ROOT: root, TMPDIR: temporary },
  });
}

mkdirSync(join(root, "dist"), { recursive: true });
const canMount = inReadOnlyCheckout(tmpdir(), 'touch "$ROOT/a" 2>/dev/null').status === 1;
if (!canMount) console.warn("NOT RUN: the read-only checkout's tests need `unshare -rm` and mounts");
const describeIfMounts = canMount ? describe : describe.skip;

describeIfMounts("bin/orgduty.js in a checkout that cannot be written", () => {
  let temporary: string;
  beforeEach(() => (temporary = realpathSync(mkdtempSync(join(tmpdir(), "read-only-")))));
  afterEach(() => rmSync(temporary, { recursive: true }));
  const orgduty = (args: string) => `node "$ROOT/bin/orgduty.js" ${args}`;

  it("runs from a temporary folder of the user's own, and finds the checkout's example from there", () => {
    const { stdout, stderr, status } = inReadOnlyCheckout(
      temporary,
      `${orgduty("check")}; ${orgduty('relay sheet --json --config "$ROOT/examples/acme/orgduty.yaml"')}; ls -d "$TMPDIR"/orgduty-*`,
    );
    // Nobody is at a terminal here, so the example is named and not used.
    expect([status, stderr]).toEqual([0, expect.stringContaining("examples/acme/orgduty.yaml")]);
    expect(stderr).toContain("no config: looked for --config");
    const folder = stdout.trim().split("\n").at(-1)!;
    expect(stdout).toContain("111111111111");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("rejects a temporary folder that others may write to", () => {
    const { stderr, status } = inReadOnlyCheckout(
      temporary,
      `${orgduty("--version")}; chmod 0777 "$TMPDIR"/orgduty-*; ${orgduty("--version")}`,
    );
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining("is not a folder that you alone may write to"),
    ]);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("says without a stack trace where its work can go instead", () => {
    const { stderr, status } = inReadOnlyCheckout(
      temporary,
      orgduty(`plan --offline --config "$ROOT/examples/acme/orgduty.yaml" --out "${temporary}/plans"`),
    );
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining("copy the config and its accounts/ into a folder"),
    ]);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
