import { common, flag, type CommandDeclaration } from "../../command";
import { amountOf } from "../../terminal/numbers";

/** `orgduty verify`, which changes nothing. */
export const verify: CommandDeclaration = {
  name: "verify",
  description: "read what is really on, against what the config wants; exit 2 on a gap",
  flags: [
    common.region(),
    flag("--wait <minutes>", "for what AWS does later, this long at most").argParser(amountOf),
    flag("--sample", "make a sample finding in the administrator account, and see it delivered"),
    flag("--sample-member <account>", "make it in a member, whose findings come to the administrator"),
    flag("--member-role <name>", "role in the member that the management account may assume"),
    flag("--reconcile <time>", "24h, 3d, a date or a time: name findings since then that were not delivered"),
    flag("--html <file>", "write a page to look at"),
    flag(
      "--history <file>",
      "earlier runs to compare with (default: beside the config, in .orgduty/history)",
    ),
    common.aws(),
    common.json(),
  ],
  load: () => import("./verify"),
};
