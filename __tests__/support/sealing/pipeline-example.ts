import { changedExample } from "../../cli/changed-example";

export const KEY = "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** The example organization with its states in buckets, and a pipeline. */
export function pipelineExample(pipeline = `kmsKeyArn: ${KEY}`, name = "acme", state = ""): string {
  return changedExample((yaml) =>
    [
      yaml
        .replace("name: acme", `name: ${name}`)
        .replace("\nstate: local", "")
        .replace(
          "accounts: accounts/aws-cn.json",
          "accounts: accounts/aws-cn.json\n    state: { s3: { bucket: acme-cn, region: cn-north-1 } }",
        ),
      `\nstate: { s3: { bucket: acme-states, region: us-east-1${state} } }`,
      `pipeline: { github: { repository: acme/guardduty }${pipeline && `, ${pipeline}`} }\n`,
    ].join("\n"),
  );
}
