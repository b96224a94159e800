import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { OPERATIONS } from "../../../../local-aws/guardduty/protocol/operations";
import { GuardDutyServer } from "../support/guardduty-server";

const PYTHON = process.env.ORGDUTY_PYTHON ?? "python3";
const run = promisify(execFile);

function hasBotocore(): boolean {
  try {
    execFileSync(PYTHON, ["-c", "import botocore"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("The local GuardDuty's answers", () => {
  const here = hasBotocore();
  if (!here && !process.env.CI) {
    process.stderr.write(`SKIPPED: answers against botocore's model, for ${PYTHON} has no botocore\n`);
  }

  (here || process.env.CI ? it : it.skip)(
    "have the form that botocore's model gives them, for every operation",
    async () => {
      const server = new GuardDutyServer();
      try {
        const checker = join(__dirname, "check_answers.py");
        const { stdout } = await run(PYTHON, [checker, await server.start()], {
          env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
        });
        const { operations, problems } = JSON.parse(stdout) as Record<string, string[]>;
        expect(problems).toEqual([]);
        expect(operations).toEqual(Object.keys(OPERATIONS).sort());
      } finally {
        await server.stop();
      }
    },
  );
});
