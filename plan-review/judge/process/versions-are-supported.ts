import { leastVersion, TOO_NEW, versionProblem } from "../../../config/engine-versions";
import { judge, type Rule } from "../rule";

/** The stacks are tested with these versions of the provider. */
const PROVIDER = { from: [5, 100], below: [7, 0] } as const;

/** Stacks and rules are tested with these versions. Another version may plan or show something different. */
export const versionsAreSupported: Rule = {
  id: "OD-043",
  title: "Terraform and the AWS provider are of supported versions",
  severity: "deny",
  fix: `Terraform ${leastVersion("Terraform")} or later, AWS provider 5.100 to 6.x; see the lock file beside the config`,
  evaluate({ plans }) {
    const { terraform, provider } = plans.manifest.versions;
    const engines = plans.stacks.map(({ stack, terraformVersion }) => ({
      what: `${stack}: Terraform`,
      version: terraformVersion,
      supports: isTerraform,
    }));
    const versions = [
      { what: "Terraform", version: terraform, supports: isTerraform },
      { what: "the AWS provider", version: provider, supports: isProvider },
      ...engines,
    ];
    return judge(
      versions,
      "nothing is planned",
      () => ({}),
      ({ what, version, supports }) =>
        supports(version) ? undefined : `${what} is ${version}, supported are ${range(supports)}`,
    );
  },
};

function isTerraform(version: string): boolean {
  return versionProblem("Terraform", version) === undefined;
}

function isProvider(version: string): boolean {
  return compare(version, PROVIDER.from) >= 0 && compare(version, PROVIDER.below) < 0;
}

function range(supports: typeof isTerraform): string {
  return supports === isTerraform
    ? `${leastVersion("Terraform")} to below ${TOO_NEW}`
    : `${PROVIDER.from.join(".")} to below ${PROVIDER.below.join(".")}`;
}

function compare(version: string, [major, minor]: readonly [number, number]): number {
  const [ours = NaN, theirs = NaN] = version.split(".").map(Number);
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return -1;
  return ours - major || theirs - minor;
}
