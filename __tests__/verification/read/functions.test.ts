import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { Attempts } from "../../../aws-clients/attempts";
import { Calls } from "../../../aws-clients/calls";
import type { RegionClients } from "../../../aws-clients/region-clients";
import { readFunctions } from "../../../verification/read/functions";
import { Live } from "../../../verification/read/live";
import { acme } from "../../support/fleet";
import { healthyRegion } from "../compare/found";

const NAME = "acme-guardduty-findings";

/** What is read of a function that Lambda describes so, and the rest of it as Lambda has it by default. */
async function read(Configuration: FunctionConfiguration) {
  const { expected } = healthyRegion(acme(), "eu-west-1");
  const answers: Record<string, object> = { GetFunctionCommand: { Configuration } };
  const send = (command: object) => Promise.resolve(answers[command.constructor.name] ?? {});
  const clients = { lambda: { send } } as unknown as RegionClients;
  const live = new Live();
  await readFunctions({
    ...{ clients, calls: new Calls(), attempts: new Attempts(), expected, live, region: "eu-west-1" },
  });
  return live.get("aws_lambda_function", NAME);
}

describe("A function's live attributes", () => {
  it("show where it logs, if that is not the group of its name in text", async () => {
    const own = { LogFormat: "Text", LogGroup: `/aws/lambda/${NAME}` } as const;
    expect(await read({ FunctionName: NAME, LoggingConfig: own })).toMatchObject({
      logging_config: { log_format: undefined, log_group: undefined },
    });
    const other = { LogFormat: "JSON", LogGroup: "/elsewhere" } as const;
    expect(await read({ FunctionName: NAME, LoggingConfig: other })).toMatchObject({
      logging_config: { log_format: "JSON", log_group: "/elsewhere" },
    });
  });

  it("show a key, layers and file systems of its own", async () => {
    const found = await read({
      ...{ FunctionName: NAME, KMSKeyArn: "arn:key", Layers: [{ Arn: "arn:layer" }] },
      FileSystemConfigs: [{ Arn: "arn:efs", LocalMountPath: "/mnt" }],
    });
    expect(found).toMatchObject({
      kms_key_arn: "arn:key",
      layers: ["arn:layer"],
      file_system_config: ["arn:efs"],
    });
  });
});
