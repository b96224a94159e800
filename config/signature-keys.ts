import { createPublicKey } from "node:crypto";
import { resolve } from "node:path";
import type { Rule } from "./complete/draft";
import { readText } from "./problems/read-text";
import { shown } from "./problems/shown";

/** The trusted root that the config names must be there: without it nothing that was signed without a key can be checked. */
export function trustedRootExists(folder: string): Rule {
  return ({ review }) => {
    const name = review?.signatures?.sigstore?.trustedRoot;
    if (name === undefined) return [];
    const path = ["review", "signatures", "sigstore", "trustedRoot"];
    const file = readText(resolve(folder, name));
    const what =
      "unreadable" in file
        ? `cannot be read: ${file.unreadable}`
        : /"certificateAuthorities"/.test(file.text)
          ? undefined
          : "is no trusted root: it names no certificateAuthorities";
    const fix = "correct the path, or write the file with cosign trusted-root create";
    return what === undefined ? [] : [{ path, message: `${shown(name)} ${what}`, fix }];
  };
}

/**
 * The public keys that may sign a review must exist as files beside the config: if one is missing, nothing can be
 * applied.
 */
export function signatureKeysExist(folder: string): Rule {
  return ({ review }) =>
    (review?.signatures?.keys ?? []).flatMap((key, index) => {
      const fault = faultOf(resolve(folder, key));
      if (fault === undefined) return [];
      const path = ["review", "signatures", "keys", index];
      return [{ path, message: `${shown(key)} ${fault.what}`, fix: fault.fix }];
    });
}

function faultOf(path: string): { what: string; fix: string } | undefined {
  const file = readText(path);
  if ("unreadable" in file) {
    return {
      what: `cannot be read: ${file.unreadable}`,
      fix: "correct the path, or add the signer's public key",
    };
  }
  if (file.text.includes("PRIVATE KEY-----")) {
    return {
      what: "is a private key",
      fix: "take it out of the repository, replace it, and name the public key",
    };
  }
  try {
    createPublicKey(file.text);
    return undefined;
  } catch {
    return {
      what: "is not a public key in PEM",
      fix: "name a file that begins with -----BEGIN PUBLIC KEY-----",
    };
  }
}
