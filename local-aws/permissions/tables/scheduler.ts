import { textOf } from "../asked";
import { here, type ServiceTable } from "./table";

/** EventBridge Scheduler. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html */
export const SCHEDULER: ServiceTable = {
  on: {
    schedule: "CreateSchedule DeleteSchedule GetSchedule UpdateSchedule",
    "schedule-group": "CreateScheduleGroup DeleteScheduleGroup GetScheduleGroup",
    none: "ListSchedules ListScheduleGroups",
  },
  arns: {
    schedule: (asked) => {
      const name = textOf(asked, "Name");
      return name && here(asked, "scheduler", `schedule/${textOf(asked, "GroupName") ?? "default"}/${name}`);
    },
    "schedule-group": (asked) => {
      const name = textOf(asked, "Name");
      return name && here(asked, "scheduler", `schedule-group/${name}`);
    },
  },
};
