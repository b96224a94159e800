import { chosenOrganizations } from "../../chosen-organizations";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { openProject, type ConfigOptions } from "../../open-project";
import { relaySheet, relaySheetText } from "./sheet";

/** Flags of `orgduty relay sheet`. It needs no access to AWS: config and snapshot hold everything. */
export interface RelaySheetOptions extends ConfigOptions {
  /** Print only this partition's sheet. @default every organization that forwards findings */
  readonly partition?: string;
  /** Print the sheets as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty relay sheet`: prints what to type into the SIEM, for each organization that forwards findings. */
export async function run({ json, partition, ...options }: RelaySheetOptions, io: Io): Promise<number> {
  const { config, snapshots } = openProject(options, io);
  const organizations = chosenOrganizations(config, partition);
  const sheets = organizations.flatMap((organization) => {
    const snapshot = snapshots[organization.partition];
    if (!organization.forwarding || !snapshot) return [];
    return [relaySheet(config, organization, organization.forwarding, snapshot)];
  });
  if (sheets.length === 0)
    throw new CommandError(
      `${organizations.map((organization) => organization.partition).join(" and ")} forwards no findings`,
      "add a forwarding: section to the config",
    );
  io.out(json ? JSON.stringify(sheets, null, 2) : sheets.map(relaySheetText).join("\n\n"));
  return EXIT.fine;
}
