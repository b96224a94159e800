import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { run } from "../../../../cli/commands/local/calls";
import type { Call } from "../../../../local-aws/permissions/calls";
import { recordedIo } from "../../terminal/recorded-io";

const ROLE = "arn:aws:iam::222222222222:role/orgduty-apply";
const allowed: Call = {
  ...{ caller: ROLE, region: "us-east-1", operation: "sqs:CreateQueue", action: "sqs:CreateQueue" },
  ...{ resource: "arn:aws:sqs:us-east-1:222222222222:q", isAllowed: true, times: 2 },
};
const refused: Call = {
  ...{ caller: ROLE, region: "us-east-1", operation: "lambda:CreateFunction", action: "iam:PassRole" },
  ...{ isAllowed: false, times: 1, message: "User: ...", why: "no statement allows iam:PassRole" },
};

describe("orgduty local calls", () => {
  let server: Server;
  let calls: Call[];
  const methods: string[] = [];
  beforeAll(() => {
    server = createServer(({ method = "" }, response) => {
      methods.push(method);
      response.end(JSON.stringify(calls));
    }).listen(0);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    calls = [allowed, refused];
    methods.length = 0;
  });
  const said = async (flags: Parameters<typeof run>[0]) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const io = recordedIo("/", { ORGDUTY_LOCAL_AWS_URL: url });
    expect(await run({ config: "orgduty.yaml", ...flags }, io)).toBe(0);
    return io.outLines.join("\n");
  };

  it("says what was demanded of each role, for what, and why it was refused", async () => {
    expect(await said({})).toBe(
      [
        ROLE,
        "  allowed  sqs:CreateQueue on arn:aws:sqs:us-east-1:222222222222:q (us-east-1, 2 ×)",
        "  refused  iam:PassRole (us-east-1, for lambda:CreateFunction, 1 ×)",
        "           no statement allows iam:PassRole",
      ].join("\n"),
    );
    expect(methods).toEqual(["GET"]);
  });

  it("shows only what was refused, forgets, and prints JSON, with its flags", async () => {
    expect(await said({ refused: true })).not.toContain("CreateQueue");
    expect(JSON.parse(await said({ json: true, clear: true }))).toEqual({ schemaVersion: 1, calls });
    expect(methods).toEqual(["GET", "DELETE"]);
  });

  it("says how calls come to be recorded, if none is", async () => {
    calls = [];
    expect(await said({})).toContain("./orgduty local start --enforce records");
    expect(await said({ refused: true })).toBe("nothing was refused");
  });
});
