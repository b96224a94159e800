import { describeStatement } from "../../../aws/policy/document";
import { judge, whereIs, type Rule } from "../rule";
import { exactly, tokenStatements } from "./token-statements";

/**
 * Everybody who has an account at a forge gets its tokens: only subject and audience tell whose they are. A pattern in a
 * subject lets in repositories, branches and forks that nobody has thought of.
 * Source: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export const tokensAreExact: Rule = {
  id: "OD-067",
  title: "Tokens of a pipeline are trusted for exact subjects and one audience",
  severity: "deny",
  fix: "StringEquals on the issuer's :sub and :aud, each subject written out",
  evaluate: (context) =>
    judge(
      tokenStatements(context),
      "no role trusts tokens",
      ({ resource }) => whereIs(resource),
      ({ statement }) => {
        const [subjects, audiences] = [exactly(statement, "sub"), exactly(statement, "aud")];
        const said = describeStatement(statement);
        return [
          ...(subjects ? [] : [`${said} does not compare sub by StringEquals`]),
          ...(subjects ?? [])
            .filter((one) => /[*?]/.test(one))
            .map((one) => `${said} has the pattern ${one}`),
          ...(audiences?.length === 1 ? [] : [`${said} does not compare aud with one value by StringEquals`]),
        ];
      },
    ),
};
