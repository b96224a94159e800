/** Tags as Terraform has them, without the tags that AWS itself adds. */
export function tagsOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Record<string, string> {
  const own = tags.filter(({ Key = "" }) => !Key.startsWith("aws:"));
  return Object.fromEntries(own.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The same, for services that return tags as a map. */
export function tagMapOf(tags: Readonly<Record<string, string>> = {}): Record<string, string> {
  return tagsOf(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
}
