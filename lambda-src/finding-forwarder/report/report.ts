import type { ForwardedEvent } from "../event/forwarded-event";

/** What an invocation tells people. Implementations name findings and never show what is in them. */
export interface Report {
  received(messages: number): void;
  delivered(events: readonly ForwardedEvent[]): void;
  duplicate(event: ForwardedEvent): void;
  /** @param name the finding, or the message where it could not be read */
  rejected(name: Subject, reason: string): void;
  retried(name: Subject, reason: string, seconds: number): void;
  failed(what: string, error: unknown): void;
}

/** What a report may say of a message. Only its id is certain: what cannot be read has no more. */
export interface Subject {
  readonly messageId: string;
  readonly finding?: string;
  readonly accountId?: string;
  readonly region?: string;
}
