import { HASHICORP } from "./hashicorp-key";

/** Who signs a release's list of checksums. */
export interface Signer {
  readonly name: string;
  /** The primary key's. A subkey may have made the signature. */
  readonly fingerprint: string;
  readonly publicKey: string;
}

/** A release of Terraform, and what proves that a file is a part of it. */
export interface TerraformRelease {
  readonly version: string;
  /** The SHA-256 of the zip for each platform. */
  readonly sha256: Readonly<Record<string, string>>;
  readonly signer: Signer;
}

/**
 * The Terraform that orgduty fetches for a machine that has none: the version that its tests run. The sums are those of
 * HashiCorp's own Homebrew formula. For linux_amd64 the program that the tests run is the one in that zip.
 * Source: https://github.com/hashicorp/homebrew-tap, Formula/terraform.rb of 1.11.4
 */
export const RELEASE: TerraformRelease = {
  version: "1.11.4",
  sha256: {
    linux_amd64: "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
    linux_arm64: "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
    darwin_amd64: "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
    darwin_arm64: "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
  },
  signer: HASHICORP,
};

/** Where releases come from, unless ORGDUTY_TERRAFORM_MIRROR names another address of the same layout. */
export const RELEASES_ADDRESS = "https://releases.hashicorp.com";

/** The names of a release's files, and the folder that holds them. */
export function releaseFiles({ version }: TerraformRelease, platform: string) {
  const sums = `terraform_${version}_SHA256SUMS`;
  return {
    folder: `terraform/${version}`,
    zip: `terraform_${version}_${platform}.zip`,
    sums,
    signature: `${sums}.sig`,
  };
}
