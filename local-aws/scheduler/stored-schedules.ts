/** An account's Scheduler in one region. */
export interface SchedulerPlace {
  readonly accountId: string;
  readonly region: string;
}

/** A schedule as GetSchedule answers it, as far as it is run. */
export interface StoredSchedule {
  readonly Arn: string;
  readonly Name: string;
  readonly GroupName: string;
  readonly State: string;
  readonly ScheduleExpression: string;
  readonly Target: {
    readonly Arn: string;
    readonly RoleArn: string;
    readonly Input?: string | null;
    readonly EventBridgeParameters?: { readonly Source: string; readonly DetailType: string };
  };
}

/** Every schedule of an account and region, as moto has it at this moment. A list says nothing of a target but its ARN. */
export async function storedSchedules(endpoint: string, place: SchedulerPlace): Promise<StoredSchedule[]> {
  const { Schedules } = (await read(endpoint, place, "/schedules?MaxResults=100")) as {
    Schedules: readonly Pick<StoredSchedule, "Name" | "GroupName">[];
  };
  return Promise.all(
    Schedules.map(
      ({ Name, GroupName }) =>
        read(endpoint, place, `/schedules/${Name}?groupName=${GroupName}`) as Promise<StoredSchedule>,
    ),
  );
}

/** The front door looks only at the scope of a signature. */
async function read(endpoint: string, { accountId, region }: SchedulerPlace, path: string): Promise<unknown> {
  const scope = `${accountId}/20260101/${region}/scheduler/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`;
  const answer = await fetch(endpoint + path, { headers: { authorization } });
  if (!answer.ok) throw new Error(`Scheduler answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
