import { CircuitBreaker } from "../../../../lambda-src/finding-forwarder/batch/circuit-breaker";

describe("CircuitBreaker", () => {
  let now = 0;
  const breaker = () => new CircuitBreaker(() => now);
  beforeEach(() => (now = 1_000_000));

  it("leaves the relay alone after three failures in a row, for half a minute", () => {
    const subject = breaker();
    subject.failed();
    subject.failed();
    expect(subject.secondsLeft()).toBe(0);
    subject.failed();
    expect(subject.secondsLeft()).toBe(30);
    now += 30_000;
    expect(subject.secondsLeft()).toBe(0);
  });

  it("opens again at once when the try after the rest fails", () => {
    const subject = breaker();
    for (let failure = 0; failure < 3; failure++) subject.failed();
    now += 30_000;
    subject.failed();
    expect(subject.secondsLeft()).toBe(30);
  });

  it("counts from zero after a success", () => {
    const subject = breaker();
    for (let failure = 0; failure < 3; failure++) subject.failed();
    subject.succeeded();
    subject.failed();
    expect(subject.secondsLeft()).toBe(0);
  });

  it("rests for as long as the relay asks, five minutes at most", () => {
    const subject = breaker();
    subject.failed(12);
    expect(subject.secondsLeft()).toBe(12);
    subject.succeeded();
    subject.failed(86_400);
    expect(subject.secondsLeft()).toBe(300);
  });
});
