import { receiverWords } from "../../../../../lambda-src/finding-forwarder/relay/https/receiver-words";
import { recordOf } from "../../factories";

const SECRET = { token: "s3cret-token", username: "user", password: "pass word" };

describe("receiverWords", () => {
  const words = (text: string) => receiverWords(text, SECRET, [recordOf()]);

  it("are the receiver's, on one line", () => {
    expect(words('{"text":"Invalid data format",\n "code":6}')).toBe(
      '{"text":"Invalid data format", "code":6}',
    );
    expect(words("<html><h1>Bad Request</h1>\r\nnginx</html>")).toBe("Bad Request nginx");
    expect(words("")).toBe("");
  });

  it("are cut", () => {
    expect(words("no ".repeat(1_000)).length).toBeLessThanOrEqual(200);
  });

  it("never hold the secret, as it is or as it is sent", () => {
    const basic = Buffer.from("user:pass word").toString("base64");
    const shown = words(`unknown token s3cret-token of user, pass word, Basic ${basic}`);
    expect(shown).toBe("unknown token [...] of [...], [...], Basic [...]");
  });

  it("never hold what is quoted of a finding, and may name its fields", () => {
    const shown = words(
      'field "description" of "accountId":"012345678901" is "198.51.100.7 is performing SSH"',
    );
    expect(shown).toContain('field "description" of "accountId"');
    expect(shown).not.toMatch(/012345678901|198\.51|performing/);
  });
});
