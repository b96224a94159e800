import type { Answer } from "../../../../../lambda-src/finding-forwarder/relay/https/answer";
import { AnswerReader } from "../../../../../lambda-src/finding-forwarder/relay/https/answer-reader";

const head = (...lines: string[]): string => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");
const chunked = head("Transfer-Encoding: chunked");

interface Read {
  readonly answer?: Answer;
  readonly isReusable?: boolean;
  readonly promisesToStay?: boolean;
  readonly fault?: string;
}

/** Reads an answer that comes in pieces of so many bytes. */
function read(text: string, size: number, end = false): Read {
  const reader = new AnswerReader();
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; at += size) reader.take(bytes.subarray(at, at + size));
  } catch (error) {
    return { fault: (error as Error).message };
  }
  if (end) reader.end();
  return reader.isComplete ? { answer: reader.answer(), ...reader.head } : {};
}

describe.each([1, 3, 1_000_000])("AnswerReader, for pieces of %d bytes", (size) => {
  it.each([
    ["a length", head("Content-Length: 5") + "grün", "grün"],
    ["no body", head("content-length:0"), ""],
    ["chunks", chunked + "3\r\ngr\u00fc\r\n".replace("3", "4") + "1;x=y\r\nn\r\n0\r\n\r\n", "grün"],
    ["chunks and trailers", chunked + "0A \r\n0123456789\r\n00\r\nX-A: b\r\nX-B: c\r\n\r\n", "0123456789"],
    [
      "hints before it",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" +
        head("Content-Length: 1") +
        "a",
      "a",
    ],
    ["a line break before it", "\r\n" + head("Content-Length: 1") + "a", "a"],
    ["a line break after it", head("Content-Length: 1") + "a\r\n", "a"],
    [
      "status 204 with a header that means nothing",
      "HTTP/1.1 204 No Content\r\nTransfer-Encoding: gzip\r\n\r\n",
      "",
    ],
    ["no reason phrase", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na", "a"],
    ["repeated headers", head("Set-Cookie: a", "Set-Cookie: b", "Content-Length: 1") + "a", "a"],
  ])("reads an answer with %s", (_, text, body) => {
    expect(read(text, size)).toMatchObject({ answer: { text: body, isCut: false }, isReusable: true });
  });

  it("reads a body that ends with the connection, and none before", () => {
    expect(read(head("Server: x") + "abc", size)).toEqual({});
    expect(read(head("Server: x") + "abc", size, true)).toMatchObject({
      answer: { text: "abc" },
      isReusable: false,
    });
    expect(read(head("Content-Length: 4") + "abc", size, true)).toEqual({});
    expect(read(chunked + "4\r\nabc", size, true)).toEqual({});
    expect(read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", size, true)).toEqual({});
  });

  it.each([
    ["Connection: close", false, false],
    ["connection: Keep-Alive", true, true],
    ["Connection: keep-alive, Upgrade", true, false],
    ["Connection: keep-alive\r\nConnection: close", false, false],
    ["X: y", true, false],
  ])("reads what %j means for the connection", (line, isReusable, promisesToStay) => {
    expect(read(head(line, "Content-Length: 0"), size)).toMatchObject({ isReusable, promisesToStay });
  });

  it("keeps no connection to an HTTP/1.0 relay that does not offer it", () => {
    const answer = head("Content-Length: 0").replace("1.1", "1.0");
    expect(read(answer, size)).toMatchObject({ isReusable: false });
    expect(read(answer.replace("\r\n", "\r\nConnection: keep-alive\r\n"), size)).toMatchObject({
      isReusable: true,
    });
  });

  it("reads the time, the delay and the status", () => {
    const text = head("Date: Tue, 24 Nov 2026 10:06:00 GMT", "Retry-After: 120", "Content-Length: 0");
    const { answer } = read(text.replace("200 OK", "429 Too Many"), size);
    expect(answer).toMatchObject({ status: 429, retryAfter: "120", date: Date.UTC(2026, 10, 24, 10, 6) });
    expect(read(head("Date: soon", "Content-Length: 0"), size).answer!.date).toBeUndefined();
  });

  it.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n"],
    ["HTTP/2", "HTTP/2 200\r\n\r\n"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
    ["a status below 100", "HTTP/1.1 099 OK\r\n\r\n"],
    ["a header without a name", head(": a")],
    ["a header without a colon", head("abc")],
    ["a folded header", head("A: b", " c")],
    ["a blank before the colon", head("Content-Length : 0")],
    ["line feeds alone", head("A: b\nContent-Length: 0")],
    ["two lengths", head("Content-Length: 0", "Content-Length: 5")],
    ["a length and an encoding", head("Content-Length: 0", "Transfer-Encoding: chunked")],
    ["a negative length", head("Content-Length: -1")],
    ["a length in words", head("Content-Length: 1, 1")],
    ["a chunk without a size", chunked + "\r\n"],
    ["a chunk with a wrong size", chunked + "0x1\r\na\r\n0\r\n\r\n"],
    ["a chunk longer than its size", chunked + "1\r\nabc\r\n0\r\n\r\n"],
    ["a second answer", head("Content-Length: 0") + head("Content-Length: 0")],
    ["101", "HTTP/1.1 101 Switching Protocols\r\n\r\n"],
    ["a head without end", head("A: b".repeat(10_000))],
    ["a trailer without end", chunked + "0\r\nA: " + "b".repeat(20_000)],
  ])("rejects an answer with %s", (_, text) => {
    expect(read(text, size).fault).toMatch(/^the relay('s answer is not HTTP\/1\.1: | answered 101)/);
  });
});

describe("AnswerReader", () => {
  it("keeps 256 KiB of a body and reads the rest", () => {
    const { answer } = read(head("Content-Length: 300000") + "a".repeat(300_000), 16_384);
    expect(answer).toMatchObject({ isCut: true, text: "a".repeat(256 * 1024) });
  });
});
