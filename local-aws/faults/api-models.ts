import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** One operation of a service. A route and what the request must have tell operations of REST services apart. */
export interface ApiOperation {
  readonly method: string;
  /** The path with names in braces, e.g. `/2015-03-31/functions/{FunctionName}`. */
  readonly path: string;
  /** Parameters that the query string must have, e.g. `list-type=2` or `uploadId`. */
  readonly query: readonly string[];
  /** Headers that the request must have, in lower case. */
  readonly headers: readonly string[];
}

/** A service as AWS's own model describes it. */
export interface ApiModel {
  /** The service in the credential scope, e.g. `monitoring` for CloudWatch. */
  readonly scope: string;
  /** `json`, `query`, `ec2`, `rest-json` or `rest-xml`. */
  readonly protocol: string;
  readonly operations: Readonly<Record<string, ApiOperation>>;
}

/** Models by the service's name, e.g. `cloudwatch`. */
export type ApiModels = Readonly<Record<string, ApiModel>>;

/** The services that orgduty and its stacks call, by their names in the models. */
const SERVICES =
  "cloudwatch ec2 events guardduty iam kms lambda logs organizations s3 scheduler secretsmanager sns sqs sts";

const READER = `
import json, sys, botocore.session
from botocore.model import ServiceModel
session = botocore.session.get_session()
loader = session.get_component("data_loader")
models = {}
for name in sys.argv[1:]:
    model = ServiceModel(loader.load_service_model(name, "service-2"), name)
    operations = {}
    for operation in model.operation_names:
        o = model.operation_model(operation)
        uri = o.http.get("requestUri", "/")
        path, _, query = uri.partition("?")
        shape = o.input_shape
        required = shape.required_members if shape else []
        at = lambda where: [shape.members[m].serialization.get("name", m) for m in required if shape.members[m].serialization.get("location") == where]
        operations[operation] = {"method": o.http.get("method", "POST"), "path": path,
            "query": [part for part in query.split("&") if part] + at("querystring"), "headers": [h.lower() for h in at("header")]}
    models[name] = {"scope": model.signing_name, "protocol": model.metadata["protocol"], "operations": operations}
print(json.dumps(models))
`;

const MOST_BYTES = 10_000_000;

/** Reads AWS's models of the services from the botocore that moto brings. It takes about a second. */
export async function readApiModels(python: string): Promise<ApiModels> {
  const { stdout } = await promisify(execFile)(python, ["-c", READER, ...SERVICES.split(" ")], {
    maxBuffer: MOST_BYTES,
  });
  return JSON.parse(stdout) as ApiModels;
}
