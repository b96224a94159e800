import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMoto, installMoto } from "../../../local-aws/moto/find-moto";

/** A python3 that can make virtual environments; in one, pip "installs" moto. */
const PYTHON = `#!/bin/sh
echo "$@" >> "$CALLS"
case "$2" in
  venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  pip) touch "$0.moto" ;;
  *) test -e "$0.moto" && echo 5.2.1 ;;
esac
`;

describe("moto, where none is installed", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-moto-"));
  const [bin, local, calls] = [join(folder, "bin"), join(folder, "local"), join(folder, "calls")];
  const env = { PATH: `${bin}:/usr/bin:/bin`, CALLS: calls };
  const python = (script: string) => writeFileSync(join(bin, "python3"), script, { mode: 0o755 });
  beforeAll(() => mkdirSync(bin));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is put into a virtual environment of the local AWS's own, and found there the next time", async () => {
    python(PYTHON);
    expect(await findMoto(local, env)).toBeUndefined();
    const moto = { python: join(local, "venv/bin/python"), version: "5.2.1" };
    expect(await installMoto(local, env)).toEqual(moto);
    expect(readFileSync(calls, "utf8")).toContain(
      `-m venv ${join(local, "venv")}\n-m pip install --quiet moto[server]==5.2.1\n`,
    );
    expect(await findMoto(local, env)).toEqual(moto);
  });

  it("prefers the Python that ORGDUTY_PYTHON names", async () => {
    const named = join(folder, "named");
    writeFileSync(named, "#!/bin/sh\necho 5.2.9\n", { mode: 0o755 });
    expect(await findMoto(local, { ...env, ORGDUTY_PYTHON: named })).toEqual({
      python: named,
      version: "5.2.9",
    });
  });

  it("takes no other release than 5.2", async () => {
    python("#!/bin/sh\necho 4.2.14\n");
    expect(await findMoto(join(folder, "none"), env)).toBeUndefined();
  });

  it.each([
    ["Python is missing", undefined, "spawn python3 ENOENT"],
    [
      "venv is missing",
      "#!/bin/sh\necho 'ensurepip is not available.'\necho\nexit 1\n",
      "ensurepip is not available.",
    ],
    [
      "the package cannot be had",
      PYTHON.replace(
        "touch",
        'printf "ERROR: No matching distribution\\nnotice: upgrade pip\\n" >&2; exit 1;',
      ),
      "ERROR: No matching distribution",
    ],
    ["the package does not work", PYTHON.replace("touch", "true"), "cannot import moto"],
  ])("rejects with the reason and what to install where %s", async (_, script, reason) => {
    rmSync(join(bin, "python3"), { force: true });
    if (script !== undefined) python(script);
    const path = script === undefined ? bin : env.PATH;
    const install = installMoto(mkdtempSync(join(folder, "local-")), { ...env, PATH: path });
    await expect(install).rejects.toThrow(
      new RegExp(`^the local AWS needs moto 5\\.2\\.1: .*${reason}\\n {2}fix: install Python 3\\.10`),
    );
  });
});
