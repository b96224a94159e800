import { sha256 } from "../../../plans-folder/hashing";
import type { Manifest } from "../../../plans-folder/manifest";
import { canonical } from "../../read/json";

/** The SHA-256 of everything that a manifest says, however its file is indented. */
export function manifestDigest(manifest: Manifest): string {
  return sha256(canonical(manifest));
}
