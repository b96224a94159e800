import { createHmac } from "node:crypto";
import { authorization } from "../../../../../lambda-src/finding-forwarder/relay/https/authorization";

describe("authorization", () => {
  const body = Buffer.from("body");
  const now = 1_764_000_000_999;

  it("sends nothing where nothing is asked for", () => {
    expect(authorization("none", { token: "t" }, body, now)).toEqual({});
  });

  it("sends a bearer token", () => {
    expect(authorization("bearer", { token: "t" }, body, now)).toEqual({ authorization: "Bearer t" });
  });

  it("sends a name and a password", () => {
    const headers = authorization("basic", { username: "u", password: "pä" }, body, now);
    expect(Buffer.from(headers.authorization!.slice("Basic ".length), "base64").toString()).toBe("u:pä");
  });

  it("signs the time and the body as sent", () => {
    const expected = createHmac("sha256", "k").update("1764000000.body").digest("hex");
    expect(authorization("hmac", { hmacKey: "k" }, body, now)).toEqual({
      "x-orgduty-timestamp": "1764000000",
      "x-orgduty-signature": `v1=${expected}`,
    });
  });

  it.each([
    ["bearer", "token"],
    ["basic", "username"],
    ["hmac", "hmacKey"],
  ] as const)("rejects %s with a secret that has no %s, as worth another fetch", (method, name) => {
    expect(() => authorization(method, {}, body, now)).toThrow(
      expect.objectContaining({ kind: "credentials", message: `the relay's secret has no ${name}` }),
    );
  });
});
