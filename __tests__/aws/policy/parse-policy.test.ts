import { describeStatement } from "../../../aws/policy/document";
import { parsePolicy } from "../../../aws/policy/parse-policy";

const STATEMENT = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const unreadable = (change: object) => parsePolicy({ Statement: { ...STATEMENT, ...change } }).unreadable;

describe("A policy document", () => {
  it("is read into one shape, from its text or parsed", () => {
    const written = {
      Version: "2012-10-17",
      Statement: {
        ...{ Sid: "One", Effect: "Deny", NotAction: ["a:b", "c:d"], NotResource: "*" },
        NotPrincipal: { AWS: "111111111111", Service: ["a", "b"] },
        Condition: { Bool: { "aws:SecureTransport": false }, NumericEquals: { "a:b": [1, "2"] } },
      },
    };
    const statement = {
      ...{ sid: "One", effect: "Deny", takesVariables: true },
      actions: { items: ["a:b", "c:d"], excepts: true },
      resources: { items: ["*"], excepts: true },
      principals: {
        items: [
          { kind: "AWS", name: "111111111111" },
          { kind: "Service", name: "a" },
          { kind: "Service", name: "b" },
        ],
        excepts: true,
      },
      conditions: [
        { operator: "Bool", key: "aws:SecureTransport", values: ["false"] },
        { operator: "NumericEquals", key: "a:b", values: ["1", "2"] },
      ],
    };
    expect(parsePolicy(written)).toEqual({ statements: [statement] });
    expect(parsePolicy(JSON.stringify(written))).toEqual({ statements: [statement] });
  });

  it.each<[string, object]>([
    ["a statement has no Action", { Action: undefined }],
    ["a statement has action and notaction", { NotAction: "a" }],
    ["a statement has resource and notresource", { NotResource: "a" }],
    ["a statement's Effect is missing", { Effect: undefined }],
    ['a statement\'s Effect is "Permit"', { Effect: "Permit" }],
    ["1 stands where a text has to be", { Action: [1] }],
    ["null stands where a text has to be", { Resource: null }],
    ['a statement\'s Principal is "arn:a"', { Principal: "arn:a" }],
    ["a statement's Principal is of the kind Group", { Principal: { Group: "a" } }],
    ["a statement's Condition is no object", { Condition: "a" }],
    ["the condition Bool is no object", { Condition: { Bool: "a" } }],
    ["the value of a condition is no text", { Condition: { Bool: { a: {} } } }],
    ["it has sid twice", { Sid: "a", sid: "b" }],
  ])("cannot be read: %s", (why, change) => expect(unreadable(change)).toBe(why));

  it.each<[string, unknown]>([
    ["it is no JSON", "{"],
    ["it is no object", "[]"],
    ["it is no object", null],
    ["it has no Statement", {}],
    ["it is no object", { Statement: ["a"] }],
  ])("cannot be read: %s", (why, document) => expect(parsePolicy(document).unreadable).toBe(why));

  it("keeps the statements that can be read beside one that cannot", () => {
    const { statements, unreadable } = parsePolicy({ Statement: ["a", { ...STATEMENT, Action: "*" }] });
    expect(statements.map(({ actions }) => actions.items)).toEqual([["*"]]);
    expect(unreadable).toBe("it is no object");
  });

  it("names a statement by its Sid, else by its actions", () => {
    const name = (change: object) =>
      describeStatement(parsePolicy({ Statement: { ...STATEMENT, ...change } }).statements[0]!);
    expect(name({ Sid: "One" })).toBe("statement One");
    expect(name({})).toBe("the statement on sqs:SendMessage");
    expect(name({ Action: undefined, NotAction: "a:b" })).toBe(
      "the statement on everything but some actions",
    );
  });
});
