import { Command, Option } from "commander";
import { amountOf, countOf, portOf } from "./terminal/numbers";
import { EXIT, type Io } from "./terminal/io";

/** A command's module: loaded only when the command runs, so that `--help` stays quick. */
interface CommandModule<Options> {
  run(options: Options, io: Io): Promise<number>;
}

const DESCRIPTION =
  "Amazon GuardDuty for every account of an AWS Organization in 15 regions, as Terraform plans that people can review";

const EXIT_CODES = `
Exit codes: 0 fine, 1 an error (with its fix), 2 review or verification found failures, 130 interrupted.
Config: --config, else $ORGDUTY_CONFIG, else ./orgduty.yaml, else the example organization.`;

/** Every command with its flags. `done` receives the exit code of the one that ran. */
export function buildProgram(io: Io, done: (exitCode: number) => void): Command {
  const program = new Command("orgduty")
    .description(DESCRIPTION)
    .addHelpText("after", EXIT_CODES)
    .exitOverride();
  program.configureOutput({
    writeErr: (text) => io.err(text.trimEnd()),
    writeOut: (text) => io.out(text.trimEnd()),
  });

  const command = <Options>(
    name: string,
    description: string,
    load: () => Promise<CommandModule<Options>>,
    parent = program,
  ) =>
    parent
      .command(name)
      .description(description)
      .option("--config <path>", "the organization's orgduty.yaml")
      .action(async (options: Options) => done((await (await load()).run(options, io)) ?? EXIT.fine));

  command("init", "write a commented orgduty.yaml to fill in", () => import("./commands/init/init")).option(
    "--out <folder>",
    "where it goes",
    ".",
  );

  command(
    "discover",
    "read the organization as it is into its account snapshot",
    () => import("./commands/discover/discover"),
  )
    .option("--partition <name>", "only this organization: aws or aws-cn")
    .option(
      "--accept-shrink",
      "believe an organization that lost more than two accounts and more than a fifth",
    )
    .addOption(awsOption())
    .option("--out <folder>", "write <partition>.json here (default: where the config says)")
    .option("--json", "print one JSON document");

  command(
    "check",
    "read the config and its snapshots, and nothing else: every problem with its line and fix",
    () => import("./commands/check/check"),
  )
    .addOption(new Option("--sarif", "print one SARIF document").conflicts("json"))
    .option("--json", "print one JSON document");

  command("plan", "plan every stack in parallel into plans/", () => import("./commands/plan/plan"))
    .addOption(repeated("--stack <name>", "only this stack"))
    .option("--concurrency <n>", "stacks planned at once (default: from cores and memory)", countOf)
    .option("--offline", "plan without AWS: no credentials, no API call; can never be applied")
    .addOption(awsOption())
    .option("--out <folder>", "where the plans go", "plans")
    .option("--json", "print one JSON document");

  command(
    "review",
    "review plans/: coverage, rules, changes; exit 2 when a rule fails",
    () => import("./commands/review/review"),
  )
    .option("--out <folder>", "where the plans are, and the review goes", "plans")
    .option("--baseline <review.json>", "show what changed since an earlier review")
    .option("--summary", "also write summary.md and comment.md, cut to a CI job's limits")
    .option("--json", "print one JSON document");

  command(
    "apply",
    "apply exactly the reviewed plan files, canary region first",
    () => import("./commands/apply/apply"),
  )
    .option("--out <folder>", "where the plans are", "plans")
    .option("--max-age <hours>", "refuse plans older than this", amountOf, 24)
    .option("--concurrency <n>", "stacks applied at once (default: from cores and memory)", countOf)
    .addOption(awsOption())
    .option("--yes", "do not ask")
    .option("--json", "print one JSON document");

  command(
    "verify",
    "read what is really on, against what the config wants; exit 2 on a gap",
    () => import("./commands/verify/verify"),
  )
    .addOption(repeated("--region <name>", "only this region"))
    .option("--wait <minutes>", "for what AWS does later, this long at most", amountOf)
    .option("--sample", "make a sample finding in the administrator account, and see it delivered")
    .option("--sample-member <account>", "make it in a member, whose findings come to the administrator")
    .option("--member-role <name>", "role in the member that the management account may assume")
    .option("--html <file>", "write a page to look at")
    .option(
      "--history <file>",
      "earlier runs to compare with (default: beside the config, in .orgduty/history)",
    )
    .addOption(awsOption())
    .option("--json", "print one JSON document");

  command(
    "redrive",
    "dead letters back into their queues, to be delivered",
    () => import("./commands/redrive/redrive"),
  )
    .addOption(repeated("--region <name>", "only this region"))
    .option("--dry-run", "only count what would be moved")
    .addOption(awsOption())
    .option("--yes", "do not ask")
    .option("--json", "print one JSON document");

  command(
    "backfill",
    "findings that GuardDuty still has, to the relay like new ones",
    () => import("./commands/backfill/backfill"),
  )
    .requiredOption("--since <time>", "6h, 7d, a date or a time: findings updated since then")
    .addOption(repeated("--region <name>", "only this region"))
    .option("--dry-run", "only count what would be sent")
    .addOption(awsOption())
    .option("--yes", "do not ask")
    .option("--json", "print one JSON document");

  const relay = program.command("relay").description("the log relay that findings go to");
  command(
    "sheet",
    "what a SIEM's remote log source form asks for, ready to copy",
    () => import("./commands/relay-sheet/relay-sheet"),
    relay,
  )
    .option("--partition <name>", "only this organization: aws or aws-cn")
    .option("--json", "print one JSON document");

  command(
    "destroy",
    "take it all down in the order that AWS takes; started again, it goes on",
    () => import("./commands/destroy/destroy"),
  )
    .addOption(repeated("--region <name>", "only this region"))
    .addOption(
      new Option("--members <choice>", "GuardDuty in the members: keep it on, or suspend it")
        .choices(["keep", "suspend"])
        .default("keep"),
    )
    .option("--member-role <name>", "delete it in the members, with this role of theirs")
    .option("--concurrency <n>", "stacks destroyed at once (default: from cores and memory)", countOf)
    .addOption(awsOption())
    .option("--out <file>", "write what was done as JSON")
    .option("--yes", "do not ask")
    .option("--json", "print one JSON document");

  command(
    "env",
    'print the exports that bare cdktf needs: eval "$(npx orgduty env)"',
    () => import("./commands/env/env"),
  )
    .option("--offline", "for planning without AWS")
    .addOption(awsOption());

  const local = program.command("local").description("an AWS on this machine, to rehearse a config against");
  const commands = () => import("./commands/local/local");
  command(
    "start",
    "start it in the background",
    async () => ({ run: (await commands()).start }),
    local,
  ).option("--port <port>", "where it listens (default: any free port)", portOf);
  command("serve", "run it in the foreground", async () => ({ run: (await commands()).serve }), local).option(
    "--port <port>",
    "where it listens (default: any free port)",
    portOf,
  );
  command("stop", "stop it", async () => ({ run: (await commands()).stop }), local);
  command("status", "say where it is", async () => ({ run: (await commands()).status }), local);

  return program;
}

function awsOption(): Option {
  return new Option("--aws <which>", "a local AWS in place of AWS").choices(["local"]);
}

/** A flag that may be given several times. */
function repeated(flags: string, description: string): Option {
  return new Option(flags, `${description} (repeats)`)
    .argParser((value: string, all: string[]) => [...all, value])
    .default([], "all");
}
