import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../../../local-aws/faults/fault";
import { processOf } from "../../../../terraform/process/known-process";
import { eventually } from "../../../support/running-local-aws";
import type { Kind } from "./kinds";
import type { MatrixWorld } from "./world";

/** Something that goes wrong during an apply. */
export interface Step {
  readonly name: string;
  /** Sets it up before the apply; whatever it returns runs beside the apply. */
  readonly begin: (world: MatrixWorld, kind: Kind) => Promise<(apply: ChildProcess) => Promise<void>>;
  /** Makes things well again. */
  readonly end?: (world: MatrixWorld) => void;
}

const nothingBeside = async () => undefined;

function set(world: MatrixWorld, { creates, matching }: Kind, fault: Partial<Fault>): Promise<Fault> {
  const [service = "", operation = ""] = creates.split(":");
  const given = matching === undefined ? {} : { matching };
  return world.aws.faults.add({ kind: "deny", service, operation, times: 1, ...given, ...fault });
}

const withFault = (name: string, fault: Partial<Fault>): Step => ({
  name,
  begin: async (world, kind) => {
    for (const one of [kind, ...(kind.with ?? [])]) await set(world, one, fault);
    return nothingBeside;
  },
});

export const REFUSED = withFault("refused", { kind: "deny" });
export const THROTTLED = withFault("throttled three times", { kind: "throttle", times: 3 });
/** From its creation on, every request about the thing meets a session that is over. */
export const EXPIRED = withFault("session expired", { kind: "expire", operation: "*", times: 1_000 });
export const CUT = withFault("network cut after the effect", { kind: "cut", after: true });

/** Terraform, whose last call has had its effect but no answer, is killed. */
export const KILLED: Step = {
  name: "Terraform killed after the effect",
  begin: async (world, kind) => {
    await set(world, kind, { kind: "delay", after: true, seconds: 600 });
    return async (apply) => {
      const isOver = () => apply.exitCode !== null;
      const isStruck = () => world.struck() > 0;
      await eventually("the call was made", () => isStruck() || isOver(), 200_000);
      await sleep(1_000);
      const file = join(world.workFolder, "stacks", "us-east-1", "terraform.pid");
      if (existsSync(file)) process.kill(processOf(readFileSync(file, "utf8")).pid, "SIGKILL");
    };
  },
};

/** Everything of this machine that runs Terraform is killed: no one is left to recover. */
export const ALL_KILLED: Step = {
  name: "orgduty and Terraform killed after the effect",
  begin: async (world, kind) => {
    const kill = await KILLED.begin(world, kind);
    return async (apply) => {
      const stopped = eventually("the call was made", () => world.struck() > 0, 200_000).then(() =>
        apply.kill("SIGKILL"),
      );
      await Promise.all([stopped, kill(apply)]);
    };
  },
};

/** Creating works, and looking at what was created does not: Terraform marks it as tainted. */
export const HALF_MADE: Step = {
  name: "made, then not to be read",
  begin: async (world, kind) => {
    const [service = ""] = kind.creates.split(":");
    const matching = kind.matching === undefined ? {} : { matching: kind.matching };
    // The first reads refresh the others; only what is read after the creation is refused.
    await world.aws.faults.add({ kind: "deny", service, operation: READS[kind.name]!, ...matching });
    return nothingBeside;
  },
};

/** The call with which Terraform's provider looks at what it has just made, where it takes a failure for half-made. */
const READS: Readonly<Record<string, string>> = { queue: "GetQueueAttributes" };

export const READ_ONLY: Step = {
  name: "state read-only",
  begin: async (world) => {
    world.state.mount();
    world.state.readOnly();
    return nothingBeside;
  },
  end: (world) => world.state.unmount(),
};

export const DISK_FULL: Step = {
  name: "disk of the state full",
  begin: async (world) => {
    world.state.mount();
    world.state.fill();
    return nothingBeside;
  },
  end: (world) => world.state.unmount(),
};
