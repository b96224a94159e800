const MINUTE_MS = 60_000;

/** Calls what runs by the clock at the turn of each minute, as EventBridge and its Scheduler do. */
export class Clock {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ticks: readonly ((now: Date) => Promise<void>)[],
    private readonly log: (text: string) => void,
  ) {}

  start(): void {
    const wait = MINUTE_MS - (Date.now() % MINUTE_MS);
    this.timer = setTimeout(() => {
      this.start();
      const now = new Date();
      for (const tick of this.ticks)
        tick(now).catch((error: unknown) => this.log(`schedules: ${String(error)}`));
    }, wait);
    this.timer.unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
