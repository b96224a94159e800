/**
 * RFC 5425 frames: the length of a message in octets, a blank, the message.
 * https://www.rfc-editor.org/rfc/rfc5425#section-4.3
 */
export function syslogFrames(messages: readonly Buffer[]): Buffer {
  return Buffer.concat(messages.flatMap((message) => [Buffer.from(`${message.length} `), message]));
}
