import { proxyFor, proxyText } from "../../../aws-clients/network/proxy-for";

const STS = { secure: true, host: "sts.amazonaws.com", port: "443" };
const of = (env: Record<string, string>, destination = STS) => {
  const proxy = proxyFor(destination, env);
  return proxy && `${proxy.variable} ${proxy.url.href}`;
};

describe("The proxy of a request", () => {
  it("is HTTPS_PROXY for https and HTTP_PROXY for http", () => {
    const env = { HTTPS_PROXY: "http://s:1", HTTP_PROXY: "http://p:2" };
    expect(of(env)).toBe("HTTPS_PROXY http://s:1/");
    expect(of(env, { ...STS, secure: false, port: "80" })).toBe("HTTP_PROXY http://p:2/");
    expect(of({ HTTP_PROXY: "http://p:2" })).toBeUndefined();
  });

  it("may be in lower case, and the upper case counts first", () => {
    expect(of({ https_proxy: "http://low:1" })).toBe("https_proxy http://low:1/");
    expect(of({ https_proxy: "http://low:1", HTTPS_PROXY: "http://up:1" })).toBe("HTTPS_PROXY http://up:1/");
    expect(of({ https_proxy: "http://low:1", HTTPS_PROXY: "" })).toBe("https_proxy http://low:1/");
  });

  it("may be a host and a port alone, as Go takes it", () => {
    expect(of({ HTTPS_PROXY: "proxy.example.com:3128" })).toBe("HTTPS_PROXY http://proxy.example.com:3128/");
  });

  it("is none if NO_PROXY or no_proxy names the host", () => {
    expect(of({ HTTPS_PROXY: "http://s:1", NO_PROXY: "amazonaws.com" })).toBeUndefined();
    expect(of({ HTTPS_PROXY: "http://s:1", no_proxy: "amazonaws.com" })).toBeUndefined();
  });

  it.each([
    "socks5://me:secret@host:1",
    "http://me:sec ret@:1",
    "http://",
    "http://me:1/sec@host:1",
    "http://me:p@sec/w@h:1",
  ])("rejects %s without repeating the password", (value) => {
    expect(() => of({ HTTPS_PROXY: value })).toThrow(/^HTTPS_PROXY holds no URL of an HTTP proxy\n {2}fix: /);
    expect(() => of({ HTTPS_PROXY: value })).not.toThrow(/sec/);
  });

  it("may end with a slash", () => {
    expect(of({ HTTPS_PROXY: "http://proxy:3128/" })).toBeDefined();
  });

  it("says that SOCKS cannot be used", () => {
    expect(() => of({ HTTPS_PROXY: "socks5://host:1" })).toThrow(/fix: SOCKS cannot be used/);
  });

  it("is named by its host alone", () => {
    const proxy = proxyFor(STS, { HTTPS_PROXY: "http://me:secret@proxy:3128" });
    expect(proxyText(proxy!)).toBe("the proxy proxy:3128 (HTTPS_PROXY)");
  });
});
