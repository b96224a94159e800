// Rules on what is destroyed, left behind or not recorded. To add a rule, add its file and a line here.
export { everythingIsTagged } from "./everything-is-tagged";
export { logsHaveRetention } from "./logs-have-retention";
export { noStateIsLeftBehind } from "./no-state-is-left-behind";
export { nothingDrifted } from "./nothing-drifted";
export { nothingProtectedIsDestroyed } from "./nothing-protected-is-destroyed";
