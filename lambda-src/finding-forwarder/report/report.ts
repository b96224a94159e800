import type { ForwardedEvent } from "../event/forwarded-event";

/** What an invocation reports to people. Implementations name findings and never show their contents. */
export interface Report {
  received(messages: number): void;
  delivered(events: readonly ForwardedEvent[]): void;
  duplicate(event: ForwardedEvent): void;
  /** @param name the finding, or the message if it could not be read */
  rejected(name: Subject, reason: string): void;
  /** @param names all messages that are handed back for this reason */
  retried(names: readonly Postponed[], reason: string): void;
  /** The newest version of the relay's secret cannot be used: an alarm goes off. */
  secretUnusable(reason: string): void;
  failed(what: string, error: unknown): void;
}

/** What a report may say about a message. Only the id is certain: a message that cannot be read has nothing else. */
export interface Subject {
  readonly messageId: string;
  readonly finding?: string;
  readonly accountId?: string;
  readonly region?: string;
}

/** A message that is handed back, and for how long it stays hidden. */
export interface Postponed extends Subject {
  readonly seconds: number;
}
