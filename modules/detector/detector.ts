import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { Construct } from "constructs";
import { adopt } from "../adoption/adoption";
import type { Placement } from "../placement";

/** How often GuardDuty publishes updates to existing findings. */
export type PublishingFrequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";

/**
 * Where a detector is, and how often it publishes. There is no prop to turn it off: a detector that is off only looks
 * like cover.
 */
export interface DetectorProps {
  /** Where the detector lives. */
  readonly placement: Placement;
  /**
   * How often updates to a finding are published.
   * @default "FIFTEEN_MINUTES"
   */
  readonly findingPublishingFrequency?: PublishingFrequency;
  /**
   * Whether the delegated administrator sets the frequency. A member may not change its own, so Terraform ignores
   * changes to it.
   * @default false
   */
  readonly isMember?: boolean;
  /** The id of the detector that the account has already. @default the account has none */
  readonly existingId?: string;
}

/** One account's GuardDuty detector in one region. Destroying it erases its findings, so Terraform may not. */
export class Detector extends Construct {
  public readonly detectorId: string;

  constructor(scope: Construct, id: string, props: DetectorProps) {
    super(scope, id);
    const { placement, findingPublishingFrequency = "FIFTEEN_MINUTES", isMember = false, existingId } = props;
    const detector = new GuarddutyDetector(this, "Resource", {
      ...placement,
      enable: true,
      findingPublishingFrequency,
      lifecycle: {
        preventDestroy: true,
        ...(isMember && { ignoreChanges: ["finding_publishing_frequency"] }),
      },
    });
    this.detectorId = detector.id;
    adopt(this, detector, existingId);
  }
}
