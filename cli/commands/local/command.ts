import { Argument } from "commander";
import { FAULT_KINDS } from "../../../local-aws/faults/fault";
import { common, flag, repeated, type CommandDeclaration } from "../../command";
import { amountOf, countOf, portOf } from "../../terminal/numbers";

const port = () => flag("--port <port>", "where it listens (default: any free port)").argParser(portOf);

const seed = () =>
  flag(
    "--seed <file>",
    "YAML with what is in AWS already: a messy organization to rehearse on (docs/local-aws.md)",
  );

const enforce = () =>
  flag(
    "--enforce [folder]",
    "refuse what roles may not do; their policies are those of roles print, or files in this folder (docs/pipelines.md)",
  );

const kinds = Object.entries(FAULT_KINDS);

const fault: CommandDeclaration = {
  name: "local fault",
  description: "let requests to it go wrong, to rehearse a bad day",
  words: [
    new Argument(
      "<what>",
      `${kinds.map(([kind, does]) => `${kind}: ${does}`).join("; ")}; list; clear`,
    ).choices([...Object.keys(FAULT_KINDS), ...["list", "clear"]]),
    new Argument(
      "[which]",
      "the requests as service:Operation, e.g. sqs:CreateQueue or sqs:Create*; the fault's number for clear",
    ),
  ],
  flags: [
    flag("--account <id>", "only requests in this account"),
    flag("--region <name>", "only requests in this region"),
    flag("--matching <text>", "only requests that have this text in path or body, e.g. a queue's name"),
    flag("--times <n>", "strike so many requests (default: until cleared)").argParser(countOf),
    flag("--after", "cut and delay: only after the request had its effect"),
    flag("--seconds <n>", "delay: how long (default: 5)").argParser(amountOf),
    repeated("--member <id>", "unprocessed: only this account"),
    common.json(),
  ],
  load: () => import("./fault/fault"),
};

/** `orgduty local` starts, serves, stops and finds the local AWS of a config, and lets it fail. */
export const local: readonly CommandDeclaration[] = [
  {
    name: "local start",
    description: "start it in the background",
    flags: [port(), seed(), enforce()],
    load: async () => ({ run: (await import("./start")).start }),
  },
  {
    name: "local serve",
    description: "run it in the foreground",
    flags: [port(), seed(), enforce()],
    load: async () => ({ run: (await import("./serve")).serve }),
  },
  {
    name: "local stop",
    description: "stop it",
    flags: [],
    load: async () => ({ run: (await import("./stop")).stop }),
  },
  {
    name: "local status",
    description: "say where it is",
    flags: [],
    load: async () => ({ run: (await import("./status")).status }),
  },
  {
    name: "local calls",
    description: "the actions that were demanded of each role, if it was started with --enforce",
    flags: [
      flag("--refused", "only what was refused, and which statements nearly allow it"),
      flag("--clear", "forget them afterwards"),
      common.json(),
    ],
    load: () => import("./calls"),
  },
  fault,
];
