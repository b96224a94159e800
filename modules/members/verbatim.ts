import type { IResolvable, IResolveContext } from "cdktf";

/**
 * A value without tokens. cdktf looks into every key and string it synthesizes for tokens; for thousands of accounts
 * in 15 regions that look alone takes a second, so this one is put in place after it.
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
