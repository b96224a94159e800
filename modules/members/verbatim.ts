import type { IResolvable, IResolveContext } from "cdktf";

/**
 * A value without tokens. cdktf searches every key and string that it synthesizes for tokens, several times, which
 * takes seconds for thousands of accounts in 15 regions. This value stays closed to it, until it is written as JSON.
 */
export class Verbatim<Value> implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly value: Value) {}

  public resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: () => this });
    return null;
  }

  public toString(): string {
    return "verbatim";
  }

  public toJSON(): Value {
    return this.value;
  }
}
