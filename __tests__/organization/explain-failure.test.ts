import { explainFailure } from "../../organization/explain-failure";

const error = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

describe("explainFailure", () => {
  it.each([
    [
      error("OperatorError", 'there is no profile "x"\n  fix: aws configure sso --profile x'),
      /^there is no profile "x"$/,
      /^aws configure sso --profile x$/,
    ],
    [
      error("ExpiredTokenException", "The security token included in the request is expired"),
      /^the credentials have expired$/,
      /sign in again/,
    ],
    [error("TokenRefreshRequired", "Token is expired"), /^the credentials have expired$/, /aws sso login/],
    [
      error(
        "CredentialsProviderError",
        "Profile acme requires multi-factor authentication, but no MFA code callback was provided.",
      ),
      /want an MFA code/,
      /sign in with the code first/,
    ],
    [
      error(
        "AccessDeniedException",
        "User: arn:aws:iam::111111111111:user/a is not authorized to perform: organizations:ListRoots on resource: *",
      ),
      /^organizations:ListRoots is denied$/,
      /^allow organizations:DescribeOrganization, organizations:ListAccounts, /,
    ],
    [
      error("AccessDeniedException", "You don't have permissions to access this resource.", {
        operation: "ListAccounts",
      }),
      /^organizations:ListAccounts is denied$/,
      /credentials\.plan\.management/,
    ],
    [
      error(
        "AccessDeniedException",
        "not authorized to perform: organizations:ListAccounts with an explicit deny in a service control policy",
      ),
      /^organizations:ListAccounts is denied by an explicit deny/,
      /^allow/,
    ],
    [
      error(
        "AccessDenied",
        "User: arn:aws:sts::1:assumed-role/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/plan",
      ),
      /^sts:AssumeRole is denied/,
      /trust/,
    ],
    [
      error(
        "SyntaxError",
        "Unexpected token '<', \"<!DOCTYPE html>\" is not valid JSON\n Deserialization error: to see the raw response, inspect the hidden field {error}.$response",
      ),
      /^a web page came in place of AWS's answer/,
      /organizations\.us-east-1\.amazonaws\.com/,
    ],
    [
      error("AWSOrganizationsNotInUseException", "Your account is not a member of an organization."),
      /belongs to no AWS Organization/,
      /management account/,
    ],
    [
      error("Error", "getaddrinfo ENOTFOUND organizations.us-east-1.amazonaws.com", { code: "ENOTFOUND" }),
      /^AWS cannot be reached/,
      /network/,
    ],
    [
      error("Error", "self signed certificate in certificate chain", { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      /certificate is not trusted/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      error("UnrecognizedClientException", "The security token included in the request is invalid."),
      /does not accept the credentials/,
      /clock/,
    ],
    [
      error("CredentialsProviderError", "Could not load credentials from any providers"),
      /no credentials to use/,
      /sign in/,
    ],
    [
      error("Strange", "what nobody has seen"),
      /^Organizations cannot be read: Strange: what nobody has seen$/,
      /sign in/,
    ],
  ])("%s", (failure, message, fix) => {
    const told = explainFailure(failure);
    expect(told.message).toMatch(message);
    expect(told.fix).toMatch(fix);
  });

  it("obeys nothing that an answer holds", () => {
    expect(explainFailure(error("Strange", "\u001b[2J")).message).not.toContain("\u001b");
  });
});
