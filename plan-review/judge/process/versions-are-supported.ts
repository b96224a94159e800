import { leastVersion, TOO_NEW, versionProblem } from "../../../config/engine-versions";
import { judge, type Rule } from "../rule";

/** The stacks are tested with these versions of the provider. */
const PROVIDER = { from: [5, 100], below: [7, 0] } as const;
const OF_PROVIDER = {
  isSupported: (version: string) =>
    compare(version, PROVIDER.from) >= 0 && compare(version, PROVIDER.below) < 0,
  range: `${PROVIDER.from.join(".")} to below ${PROVIDER.below.join(".")}`,
};

/** Stacks and rules are tested with these versions. Another version may plan or show something different. */
export const versionsAreSupported: Rule = {
  id: "OD-043",
  title: "Terraform and the AWS provider are of supported versions",
  severity: "deny",
  fix: `Terraform ${leastVersion("Terraform")} or later, AWS provider 5.100 to 6.x; see the lock file beside the config`,
  evaluate({ plans }) {
    const { terraform, provider, engine = "Terraform" } = plans.manifest.versions;
    const ofEngine = {
      isSupported: (version: string) => versionProblem(engine, version) === undefined,
      range: `${leastVersion(engine)} to below ${TOO_NEW}`,
    };
    const versions = [
      { what: engine, version: terraform, ...ofEngine },
      { what: "the AWS provider", version: provider, ...OF_PROVIDER },
      ...plans.stacks.map(({ stack, terraformVersion }) => ({
        what: `${stack}: ${engine}`,
        version: terraformVersion,
        ...ofEngine,
      })),
    ];
    return judge(
      versions,
      "nothing is planned",
      () => ({}),
      ({ what, version, isSupported, range }) =>
        isSupported(version) ? undefined : `${what} is ${version}, supported are ${range}`,
    );
  },
};

function compare(version: string, [major, minor]: readonly [number, number]): number {
  const [ours = NaN, theirs = NaN] = version.split(".").map(Number);
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return -1;
  return ours - major || theirs - minor;
}
