import { flag, type CommandDeclaration } from "../../command";
import { portOf } from "../../terminal/numbers";

const commands = () => import("./local");
const port = () => flag("--port <port>", "where it listens (default: any free port)").argParser(portOf);

/** `orgduty local` starts, serves, stops and finds the local AWS of a config. */
export const local: readonly CommandDeclaration[] = [
  {
    name: "local start",
    description: "start it in the background",
    flags: [port()],
    load: async () => ({ run: (await commands()).start }),
  },
  {
    name: "local serve",
    description: "run it in the foreground",
    flags: [port()],
    load: async () => ({ run: (await commands()).serve }),
  },
  {
    name: "local stop",
    description: "stop it",
    flags: [],
    load: async () => ({ run: (await commands()).stop }),
  },
  {
    name: "local status",
    description: "say where it is",
    flags: [],
    load: async () => ({ run: (await commands()).status }),
  },
];
