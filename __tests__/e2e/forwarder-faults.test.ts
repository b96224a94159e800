import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { hasNode22 } from "../support/receivers/execution-environment";
import type { FaultCase } from "./forwarder-faults/fault-case";
import { HTTPS_FAULTS } from "./forwarder-faults/https-faults";
import { matrixOf } from "./forwarder-faults/matrix";
import { runFault, type Ending } from "./forwarder-faults/run-fault";
import { SYSLOG_FAULTS } from "./forwarder-faults/syslog-faults";
import { Certificates } from "./forwarder-faults/world";

const TABLE = join(__dirname, "..", "..", "docs", "fault-matrix.md");

(hasNode22() ? describe : describe.skip)("the forwarder under fault", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-faults-"));
  const script = join(folder, "index.js");
  let certificates: Certificates;
  const endings: [FaultCase, Ending][] = [];

  beforeAll(() => {
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    writeFileSync(script, inflateRawSync(zip.subarray(30 + "index.js".length)));
    certificates = new Certificates(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([...HTTPS_FAULTS, ...SYSLOG_FAULTS].map((fault) => [fault.relay, fault.fault, fault] as const))(
    "loses nothing over %s: %s",
    async (_relay, _name, fault) => {
      const ending = await runFault(fault, certificates, script);
      endings.push([fault, ending]);
      expect(ending.waiting).toBe(0);
      expect(ending.lost).toEqual([]);
      expect(ending.deadLetters).toEqual(fault.deadLetters ?? {});
    },
  );

  it("leaves the table that docs/fault-matrix.md shows", () => {
    const table = matrixOf(endings);
    if (process.env.ORGDUTY_WRITE_FAULT_MATRIX) writeFileSync(TABLE, table);
    expect(readFileSync(TABLE, "utf8")).toBe(table);
  });
});
