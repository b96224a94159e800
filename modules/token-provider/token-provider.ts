import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import type { Placement } from "../placement";

/** Whose tokens are taken, and for whom they have to be. */
export interface TokenProviderProps {
  /** In the account whose roles trust the tokens. */
  readonly placement: Placement;
  /** Without `https://`. */
  readonly issuer: string;
  readonly audience: string;
}

/**
 * Makes an account take a forge's tokens. There is one for each forge in an account. No thumbprint is given: AWS knows
 * the forges' certificate authorities, and finds the thumbprint of another issuer itself.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export class TokenProvider extends Construct {
  constructor(scope: Construct, id: string, { placement, issuer, audience }: TokenProviderProps) {
    super(scope, id);
    new IamOpenidConnectProvider(this, "Resource", {
      provider: placement.provider,
      url: `https://${issuer}`,
      clientIdList: [audience],
    });
  }
}
