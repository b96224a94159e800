import {
  jsonAnswer,
  jsonBody,
  targetOperation,
  type Answer,
  type Exchange,
  type Interceptor,
} from "./exchange";
import type { MotoGateway } from "./moto-gateway";

const SWITCHED: Readonly<Record<string, boolean>> = { DisableAlarmActions: false, EnableAlarmActions: true };

interface Alarms {
  readonly MetricAlarms?: readonly object[];
}

/**
 * CloudWatch is moto's, but for the switch of an alarm's actions, which moto answers with 500: the alarm is put again as it is,
 * switched. SDKs for JavaScript speak JSON to CloudWatch; other protocols go to moto unchanged.
 */
export function alarmService(moto: MotoGateway): Interceptor {
  return async (exchange) => {
    const isEnabled = SWITCHED[targetOperation(exchange) ?? ""];
    if (isEnabled === undefined) return undefined;
    const { AlarmNames = [] } = (await jsonBody(exchange)) as { AlarmNames?: readonly string[] };
    const found = await send(moto, exchange, "DescribeAlarms", { AlarmNames });
    if (found.status !== 200) return found;
    const { MetricAlarms = [] } = JSON.parse(found.body.toString()) as Alarms;
    for (const alarm of MetricAlarms) {
      const put = await send(moto, exchange, "PutMetricAlarm", { ...alarm, ActionsEnabled: isEnabled });
      if (put.status !== 200) return put;
    }
    return jsonAnswer(200, {});
  };
}

function send(moto: MotoGateway, exchange: Exchange, operation: string, body: object): Promise<Answer> {
  const target = String(exchange.headers["x-amz-target"]).replace(/\.[^.]+$/, `.${operation}`);
  return moto.send(
    { ...exchange, headers: { ...exchange.headers, "x-amz-target": target } },
    JSON.stringify(body),
  );
}
