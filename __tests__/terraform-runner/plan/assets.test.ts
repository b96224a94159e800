import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assetsOf } from "../../../terraform/plan/assets";
import { sha256 } from "../../../plans-folder/hashing";
import { temporaryFolder } from "../support/temporary-folder";

describe("assetsOf", () => {
  const folder = temporaryFolder();

  it("lists each file that a stack refers to once, with its hash", () => {
    writeFileSync(join(folder(), "function.zip"), "zip");
    writeFileSync(join(folder(), "list.txt"), "list");
    const resource = {
      aws_lambda_function: { a: { filename: "function.zip" }, b: { filename: "function.zip" } },
      aws_s3_object: { c: { source: "list.txt" } },
      aws_sqs_queue: { d: { name: "queue" } },
      aws_cloudwatch_event_rule: { e: { source: "aws.guardduty" } },
    };
    writeFileSync(join(folder(), "cdk.tf.json"), JSON.stringify({ resource }));
    expect(assetsOf(folder())).toEqual([
      { path: "function.zip", sha256: sha256("zip") },
      { path: "list.txt", sha256: sha256("list") },
    ]);
  });
});
