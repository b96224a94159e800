import { isLeftOut } from "../../../aws-clients/network/no-proxy";

describe("NO_PROXY", () => {
  it.each([
    ["*", "sts.amazonaws.com", true],
    ["amazonaws.com", "sts.us-east-1.amazonaws.com", true],
    ["amazonaws.com", "amazonaws.com", true],
    ["amazonaws.com", "notamazonaws.com", false],
    [".amazonaws.com", "sts.amazonaws.com", true],
    [".amazonaws.com", "amazonaws.com", false],
    ["*.amazonaws.com", "sts.amazonaws.com", true],
    ["*.amazonaws.com", "amazonaws.com", false],
    ["AMAZONAWS.com", "STS.amazonaws.COM", true],
    [" example.com , sts.amazonaws.com ", "sts.amazonaws.com", true],
    ["sts.amazonaws.com:443", "sts.amazonaws.com", true],
    ["sts.amazonaws.com:8443", "sts.amazonaws.com", false],
    ["10.0.0.0/8", "10.20.30.40", true],
    ["10.0.0.0/8", "11.20.30.40", false],
    ["10.0.0.0/99", "10.20.30.40", false],
    ["10.0.0.0/", "10.20.30.40", false],
    ["10.1.2.3", "10.1.2.3", true],
    ["10.1.2.3:443", "10.1.2.3", true],
    ["10.1.2.3:80", "10.1.2.3", false],
    ["fd00::/8", "fd12::1", true],
    ["fd00::/8", "[fd12::1]", true],
    ["[fd12::1]:443", "fd12::1", true],
    ["fd12::1", "fd12::1", true],
    ["", "sts.amazonaws.com", false],
    [":443", "sts.amazonaws.com", false],
    ["", "localhost", true],
    ["", "127.9.9.9", true],
    ["", "::1", true],
  ])("%s and %s: %s", (noProxy, host, leftOut) => {
    expect(isLeftOut(noProxy, { host, port: "443" })).toBe(leftOut);
  });
});
