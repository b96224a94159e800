/** A Terraform address that ends in the hash that cdktf appends, before an instance key if it has one. */
const HASHED = /\b((?:data\.)?[a-z][a-z0-9]*(?:_[a-z0-9]+)+\.[\w-]+?)(_[0-9A-F]{8})(?![\w-])/g;

/**
 * Takes the hash out of sight in every address of a page; the page's switch shows it, and the address itself stays
 * whole. A name that would then stand for two addresses keeps its hash, so that none can pass for another.
 */
export function shortAddresses(page: string): string {
  const pieces = page.split(/(<[^>]*>)/);
  const texts = pieces.filter((piece) => !piece.startsWith("<"));
  const fullNames = new Map<string, Set<string>>();
  for (const text of texts)
    for (const [full, short = ""] of text.matchAll(HASHED))
      fullNames.set(short, (fullNames.get(short) ?? new Set()).add(full));
  const shorten = (text: string) =>
    text.replace(HASHED, (full, short: string, hash: string) =>
      fullNames.get(short)!.size > 1
        ? full
        : `<span title="${full}">${short}<i class="hash">${hash}</i></span>`,
    );
  return pieces.map((piece) => (piece.startsWith("<") ? piece : shorten(piece))).join("");
}

/** Whether a page has an address with its hash out of sight. */
export function hasShortAddresses(page: string): boolean {
  return page.includes('<i class="hash">');
}
