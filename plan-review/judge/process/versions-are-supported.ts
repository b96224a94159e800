import { judge, type Rule } from "../rule";

/** Ephemeral variables need Terraform 1.10. The stacks are tested with provider versions 5.100 to 6. */
const TERRAFORM = { from: [1, 10], below: [2, 0] } as const;
const PROVIDER = { from: [5, 100], below: [7, 0] } as const;

/** Stacks and rules are tested with these versions. Another version may plan or show something different. */
export const versionsAreSupported: Rule = {
  id: "OD-043",
  title: "Terraform and the AWS provider are of supported versions",
  severity: "deny",
  fix: "Terraform 1.10 or later, AWS provider 5.100 to 6.x; see the lock file beside the config",
  evaluate({ plans }) {
    const { terraform, provider } = plans.manifest.versions;
    const versions = [
      { what: "Terraform", version: terraform, range: TERRAFORM },
      { what: "the AWS provider", version: provider, range: PROVIDER },
      ...plans.stacks.map(({ stack, terraformVersion }) => ({
        what: `${stack}: Terraform`,
        version: terraformVersion,
        range: TERRAFORM,
      })),
    ];
    return judge(
      versions,
      "nothing is planned",
      () => ({}),
      ({ what, version, range: { from, below } }) => {
        const supported = compare(version, from) >= 0 && compare(version, below) < 0;
        return supported
          ? undefined
          : `${what} is ${version}, supported are ${from.join(".")} to below ${below.join(".")}`;
      },
    );
  },
};

function compare(version: string, [major, minor]: readonly [number, number]): number {
  const [ours = NaN, theirs = NaN] = version.split(".").map(Number);
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return -1;
  return ours - major || theirs - minor;
}
