import type { Interceptor } from "../front-door/exchange";
import type { Scheduler } from "./scheduler";

/** EventBridge Scheduler. moto keeps the schedules, while they are run here. */
export function schedulerService(scheduler: Scheduler): Interceptor {
  return async ({ method, caller, region }) => {
    if (method !== "GET") scheduler.notice({ accountId: caller.accountId, region });
    return undefined;
  };
}
