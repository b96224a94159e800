/** Matches a whole JSON string, or a bracket outside strings. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g;

/**
 * The texts of the objects in a list inside a JSON object, each exactly as it was written: JSON.parse would turn 1.0
 * into 1 and round large integers. The text must be valid JSON.
 */
export function objectsIn(json: string, member: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let name = "";
  let start = 0;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      if (depth === 2) start = index;
      depth += 1;
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (depth === 2 && name === JSON.stringify(member)) found.push(json.slice(start, index + 1));
    } else if (depth === 1) name = token;
  }
  return found;
}
