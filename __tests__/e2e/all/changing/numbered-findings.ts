import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { clientSettings } from "../../../../local-aws/clients";

const TYPE = "CryptoCurrency:EC2/BitcoinTool.B!DNS";

/** A finding a second in each region, found again each time: `service.count` numbers them. */
export class NumberedFindings {
  readonly sent = new Map<string, number>();
  #running = true;
  readonly #done: Promise<void[]>;

  constructor(
    private readonly url: string,
    private readonly account: string,
    regions: readonly string[],
  ) {
    this.#done = Promise.all(regions.map((region) => this.#send(region)));
  }

  /** Sends no more. */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#done;
  }

  /** Numbers that never came, and how often one came twice, by a relay's lines. */
  outcome(lines: readonly string[]): { readonly lost: string[]; readonly duplicates: number } {
    const seen = new Map<string, number>();
    for (const line of lines) {
      const number = /"count":(\d+)/.exec(line)?.[1];
      const region = /"region":"([a-z0-9-]+)"/.exec(line)?.[1];
      if (!line.includes(TYPE) || !number || !region) continue;
      const key = `${region} ${number}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const expected = [...this.sent].flatMap(([region, count]) =>
      [...Array(count).keys()].map((index) => `${region} ${index + 1}`),
    );
    const duplicates = [...seen.values()].reduce((sum, times) => sum + times - 1, 0);
    return { lost: expected.filter((key) => !seen.has(key)), duplicates };
  }

  async #send(region: string): Promise<void> {
    const client = new GuardDutyClient(clientSettings(this.url, this.account, region));
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    const command = new CreateSampleFindingsCommand({ DetectorId: DetectorIds[0], FindingTypes: [TYPE] });
    while (this.#running) {
      await client.send(command);
      this.sent.set(region, (this.sent.get(region) ?? 0) + 1);
      await sleep(1_000);
    }
    client.destroy();
  }
}
