import type { LogRecord } from "../../report/log-record";
import type { RelaySecret } from "../relay-options";

const MAX_CHARACTERS = 200;
/** An echo this long is replaced. Shorter ones are words that any text has. */
const ECHO_CHARACTERS = 8;
const HIDDEN = "[...]";

/**
 * What a receiver says, in one short line that can be shown: without markup, without any part of the secret, and
 * without what it quotes of the records' values.
 */
export function receiverWords(answer: string, secret: RelaySecret, records: readonly LogRecord[]): string {
  const plain = answer
    .slice(0, 20 * MAX_CHARACTERS)
    .replace(/<[^<>]*>/g, " ")
    .replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]+/g, " ");
  const words = withoutSecret(plain, secret).replace(/ +/g, " ").trim().slice(0, MAX_CHARACTERS);
  return words === "" ? "" : withoutEchoes(words, records);
}

function withoutSecret(text: string, { username = "", password = "", ...rest }: RelaySecret): string {
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  const values = [username, password, basic, ...Object.values(rest)];
  return values
    .filter((value): value is string => typeof value === "string" && value.length > 2)
    .reduce((shown, value) => shown.replaceAll(value, HIDDEN), text);
}

function withoutEchoes(text: string, records: readonly LogRecord[]): string {
  // A receiver may name a field: only what the fields hold is private.
  const sent = records.map((record) => record.text.replace(/"\w+":/g, "")).join("\n");
  let shown = "";
  for (let at = 0; at < text.length;) {
    let end = at + ECHO_CHARACTERS;
    const isEcho = end <= text.length && sent.includes(text.slice(at, end));
    if (!isEcho) {
      shown += text[at++];
      continue;
    }
    while (end < text.length && sent.includes(text.slice(at, end + 1))) end++;
    shown += HIDDEN;
    at = end;
  }
  return shown;
}
