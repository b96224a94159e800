import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { clientSettings } from "../../../local-aws/clients";

const TYPE = "CryptoCurrency:EC2/BitcoinTool.B!DNS";

/** A finding a second in each region, found again each time: `service.count` numbers them. */
export class NumberedFindings {
  /** How many were sent, by region. */
  readonly sent = new Map<string, number>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #unwanted = new Set<string>();
  #nobodyWants = false;

  constructor(
    private readonly url: string,
    private readonly account: string,
    regions: readonly string[],
  ) {
    for (const region of regions) this.add(region);
  }

  /** Sends findings in this region as well. */
  add(region: string): void {
    if (!this.#running.has(region)) this.#running.set(region, this.#send(region));
  }

  /** Sends no more in a region. */
  async remove(region: string): Promise<void> {
    const running = this.#running.get(region);
    this.#running.delete(region);
    await running;
  }

  /** Sends no more. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((region) => this.remove(region)));
  }

  /** From now on, until told otherwise, findings are sent and none is expected: the config says that nobody wants them. */
  nobodyWants(isSo: boolean): void {
    this.#nobodyWants = isSo;
  }

  /** Numbers that never came, and how often one came twice, by a relay's lines. */
  outcome(lines: readonly string[]): { readonly lost: string[]; readonly duplicates: number } {
    const seen = new Map<string, number>();
    for (const line of lines) {
      const key = line.includes(TYPE) ? keyOf(line) : undefined;
      if (key !== undefined) seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const expected = [...this.sent].flatMap(([region, count]) =>
      [...Array(count).keys()].map((index) => `${region} ${index + 1}`),
    );
    const duplicates = [...seen.values()].reduce((sum, times) => sum + times - 1, 0);
    return { lost: expected.filter((key) => !seen.has(key) && !this.#unwanted.has(key)), duplicates };
  }

  async #send(region: string): Promise<void> {
    const client = new GuardDutyClient(clientSettings(this.url, this.account, region));
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    const command = new CreateSampleFindingsCommand({ DetectorId: DetectorIds[0], FindingTypes: [TYPE] });
    // Not before the map knows it.
    await sleep(0);
    while (this.#running.has(region)) {
      await client.send(command);
      const number = (this.sent.get(region) ?? 0) + 1;
      this.sent.set(region, number);
      if (this.#nobodyWants) this.#unwanted.add(`${region} ${number}`);
      await sleep(1_000);
    }
    client.destroy();
  }
}

/** Region and number of a finding in any of the formats. */
function keyOf(line: string): string | undefined {
  const number = /"count":(\d+)|\bcnt=(\d+)/.exec(line);
  const region = /"region":"([a-z0-9-]+)"|\bcs2=([a-z0-9-]+)/.exec(line);
  if (!number || !region) return undefined;
  return `${region[1] ?? region[2]} ${number[1] ?? number[2]}`;
}
