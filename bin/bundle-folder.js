"use strict";
const crypto = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** What a file system answers that this user may not write to, or that nobody may. */
const READ_ONLY = new Set(["EACCES", "EPERM", "EROFS"]);

/** Whether dist/ can be written, which it cannot in a checkout that is mounted read-only or belongs to another user. */
function canWrite(folder) {
  try {
    if (!fs.existsSync(folder)) fs.mkdirSync(folder);
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch (error) {
    if (READ_ONLY.has(error.code)) return false;
    throw error;
  }
}

/**
 * A folder of this user's own among the temporary ones, for one content of one checkout. What is in it is run: a folder
 * that another user made under this name first, or may write to, is refused.
 */
function privateFolder(checkout, files) {
  const hash = crypto.createHash("sha256").update(checkout);
  for (const file of files) hash.update(`\0${file}\0`).update(fs.readFileSync(file));
  const key = hash.digest("hex").slice(0, 16);
  const user = os.userInfo().uid;
  const folder = path.join(os.tmpdir(), `orgduty-${user}-${key}`);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code !== "EEXIST") refuse(`no bundle can be written to ${os.tmpdir()} (${error.code})`);
  }
  const stat = fs.lstatSync(folder);
  const isOurs = stat.isDirectory() && (user === -1 || (stat.uid === user && (stat.mode & 0o077) === 0));
  if (!isOurs) refuse(`${folder} is not a folder that you alone may write to`);
  return folder;
}

function refuse(problem) {
  console.error(
    `orgduty: the checkout cannot be written, and ${problem}\n  fix: set TMPDIR to a folder of your own, or let this user write ${path.join(path.resolve(__dirname, ".."), "dist")}`,
  );
  process.exit(1);
}

module.exports = { canWrite, privateFolder };
