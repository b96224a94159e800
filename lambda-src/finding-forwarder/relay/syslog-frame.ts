/** An RFC 5425 frame: the length of the message in octets, a blank, the message. https://www.rfc-editor.org/rfc/rfc5425#section-4.3 */
export function syslogFrame(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}
