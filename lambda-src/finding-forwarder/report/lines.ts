/**
 * Lines of an invocation that are written together at its end: each write costs as much as making a line. Nothing is
 * lost that matters: an invocation that does not reach its end acknowledges nothing, and its messages come back.
 */
export class Lines {
  private text = "";

  constructor(private readonly write: (text: string) => void) {}

  add(line: string): void {
    this.text += `${line}\n`;
  }

  flush(): void {
    if (this.text === "") return;
    this.write(this.text);
    this.text = "";
  }
}
