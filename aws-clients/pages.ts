/** Every page of a list. */
export async function pages<Item>(
  read: (token: string | undefined) => Promise<readonly [items: readonly Item[], next: string | undefined]>,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const [items, next] = await read(token);
    all.push(...items);
    token = next;
  } while (token);
  return all;
}
