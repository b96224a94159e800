import { withoutChance } from "../../../terraform/plan/render-plan";

describe("withoutChance", () => {
  const attribute = (resource: string, name: string) => ({ resource, attribute: [name] });
  const [queue, detector, rule] = [
    attribute("aws_sqs_queue.a", "url"),
    attribute("aws_guardduty_detector.b", "id"),
    attribute("aws_sqs_queue.a", "arn"),
  ];

  it("gives the attributes that a plan rests on one order, whatever Terraform's was", () => {
    const orders = [
      [queue, detector, rule],
      [rule, queue, detector],
      [detector, rule, queue],
    ];
    const rendered = orders.map((order) => withoutChance({ relevant_attributes: order }));
    expect(rendered[1]).toEqual(rendered[0]);
    expect(rendered[2]).toEqual(rendered[0]);
    expect(rendered[0]!.relevant_attributes).toEqual(expect.arrayContaining([queue, detector, rule]));
  });

  it("leaves every other list, and a plan without them, as it is", () => {
    const plan = { resource_changes: [{ address: "b" }, { address: "a" }] };
    expect(withoutChance(plan)).toEqual(plan);
  });
});
