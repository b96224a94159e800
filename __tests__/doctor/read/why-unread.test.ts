import { whyUnread } from "../../../doctor/read/why-unread";

const AS = "credentials.plan.administrator";
const fixOf = (name: string, message: string) =>
  whyUnread(Object.assign(new Error(message), { name }), AS).fix;

describe("The fix of what AWS did not answer", () => {
  it.each([
    ["AccessDenied", "not authorized to perform: sts:AssumeRole on resource: x", `make the role of ${AS}`],
    ["NoSuchEntityException", "The role cannot be found.", "make the role, or correct"],
    ["AccessDenied", "not authorized to perform: iam:GetRole", `allow iam:GetRole to ${AS}`],
    ["Error", "socket hang up", "AWS or the network failed"],
  ])("%s: %s", (name, message, fix) => {
    expect(fixOf(name, message)).toContain(fix);
  });
});
