import { readSettings } from "../../../lambda-src/finding-forwarder/settings";

const environment = {
  ORGDUTY_LOG_RELAY:
    '{"protocol":"https","url":"https://relay.example.com/","headers":{},"authentication":"none"}',
  ORGDUTY_FORMAT: "cef",
  ORGDUTY_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/222222222222/findings",
  ORGDUTY_DEAD_LETTER_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/222222222222/findings-dead",
  AWS_LAMBDA_FUNCTION_NAME: "findings",
};

describe("readSettings", () => {
  it("reads what the construct sets", () => {
    expect(readSettings({ ...environment, ORGDUTY_SECRET_NAME: "relay" })).toEqual({
      relay: { protocol: "https", url: "https://relay.example.com/", headers: {}, authentication: "none" },
      format: "cef",
      queueUrl: environment.ORGDUTY_QUEUE_URL,
      deadLetterQueueUrl: environment.ORGDUTY_DEAD_LETTER_QUEUE_URL,
      secretName: "relay",
      functionName: "findings",
    });
  });

  it("takes an absent secret for a relay that needs none", () => {
    expect(readSettings(environment).secretName).toBeUndefined();
    expect(readSettings({ ...environment, ORGDUTY_SECRET_NAME: "" }).secretName).toBeUndefined();
  });

  it.each(Object.keys(environment))("rejects an environment without %s", (name) => {
    expect(() => readSettings({ ...environment, [name]: undefined })).toThrow(
      `environment variable ${name} is missing`,
    );
  });
});
