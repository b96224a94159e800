/** This machine's platform in Terraform's spelling, e.g. linux_amd64. */
export function terraformPlatform(): string {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  return `${process.platform === "win32" ? "windows" : process.platform}_${architecture}`;
}
