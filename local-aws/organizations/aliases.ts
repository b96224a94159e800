/**
 * The ids an operator chose for an organization, in place of those that moto draws at random. moto's CreateAccount
 * takes no id; whoever rehearses a config needs the ids written in it.
 */
export class Aliases {
  private readonly chosenByDrawn = new Map<string, string>();
  private readonly drawnByChosen = new Map<string, string>();

  add(drawn: string, chosen: string): void {
    this.chosenByDrawn.set(drawn, chosen);
    this.drawnByChosen.set(chosen, drawn);
  }

  /** A text of the caller's, in moto's words. */
  toMoto(text: string): string {
    return replaceAll(text, this.drawnByChosen);
  }

  /** A text of moto's, in the caller's words. */
  fromMoto(text: string): string {
    return replaceAll(text, this.chosenByDrawn);
  }
}

/** One pass, so that no replacement is replaced again; longer words first, so that none hides in another. */
function replaceAll(text: string, words: ReadonlyMap<string, string>): string {
  if (words.size === 0) return text;
  const alternatives = [...words.keys()].sort((a, b) => b.length - a.length).map(escapeForRegExp);
  return text.replace(new RegExp(alternatives.join("|"), "g"), (word) => words.get(word) ?? word);
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
