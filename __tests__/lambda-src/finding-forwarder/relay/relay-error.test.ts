import { fromSocketError, RelayError } from "../../../../lambda-src/finding-forwarder/relay/relay-error";

describe("fromSocketError", () => {
  const failure = (code: string) => fromSocketError(Object.assign(new Error("it failed"), { code }));

  it.each(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"])(
    "takes %s for transient",
    (code) => {
      expect(failure(code)).toMatchObject({ kind: "transient", message: `${code}: it failed` });
    },
  );

  it.each([
    "CERT_HAS_EXPIRED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
  ])("takes %s for a matter of credentials", (code) => {
    expect(failure(code).kind).toBe("credentials");
  });

  it("leaves what is classified already as it is", () => {
    const error = new RelayError("permanent", "x");
    expect(fromSocketError(error)).toBe(error);
  });
});
