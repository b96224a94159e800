import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StateBucket } from "../../aws-clients/state-bucket";

const HELD = JSON.stringify({ resources: [{ mode: "managed" }] });
const EMPTY = JSON.stringify({ resources: [{ mode: "data" }] });

/** S3 gives a thousand keys at a time; this one gives two. */
const PAGES: Readonly<Record<string, { readonly keys: readonly string[]; readonly next?: string }>> = {
  "": { keys: ["eu-west-1.tfstate", "eu-west-1.tfstate.tflock"], next: "second" },
  second: { keys: ["old/us-west-2.tfstate", "us-east-1.tfstate"], next: "third" },
  third: { keys: ["us-east-2.tfstate"] },
};

describe("StateBucket", () => {
  let server: Server;
  let bucket: StateBucket;
  const prefixes: (string | null)[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://s3");
      if (!url.searchParams.has("list-type"))
        return response.end(url.pathname.includes("us-east-2") ? EMPTY : HELD);
      prefixes.push(url.searchParams.get("prefix"));
      const { keys, next } = PAGES[url.searchParams.get("continuation-token") ?? ""]!;
      const contents = keys.map((key) => `<Contents><Key>duty/acme/${key}</Key></Contents>`).join("");
      const more = `<IsTruncated>${next !== undefined}</IsTruncated>${next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ""}`;
      return response.end(`<ListBucketResult>${more}${contents}</ListBucketResult>`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    bucket = new StateBucket({
      state: { bucket: "states", region: "eu-west-1", keyPrefix: "duty" },
      name: "acme",
      organization: { managementAccountId: "111111111111" },
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
  });
  afterAll(() => {
    bucket.close();
    server.close();
  });

  it("finds the config's states that hold resources on every page of a long list, and nothing else", async () => {
    expect(await bucket.stacks()).toEqual(["eu-west-1", "us-east-1"]);
    expect(prefixes).toEqual(["duty/acme/", "duty/acme/", "duty/acme/"]);
  });
});
