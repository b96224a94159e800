import type { IResolvable, IResolveContext } from "cdktf";

/**
 * A value without tokens. cdktf searches every key and string that it synthesizes for tokens, which takes a second for
 * thousands of accounts in 15 regions, so this value is inserted after that.
 */
export class Verbatim<Value> implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly value: Value) {}

  public resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: () => this.value });
    return null;
  }

  public toString(): string {
    return "verbatim";
  }

  public toJSON(): Value {
    return this.value;
  }
}
