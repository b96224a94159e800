/**
 * What OCSF 1.3.0 requires of a Detection Finding (class 2004) with the cloud profile, and of the objects it requires, written as JSON Schema
 * from https://schema.ocsf.io/1.3.0/classes/detection_finding?profiles=cloud (attributes with requirement "required", their types, the
 * enumerations of class_uid, category_uid, activity_id and severity_id).
 */
const timestamp = { type: "integer" };
const text = { type: "string" };
const name = { type: "string", minLength: 1 };
const common = {
  severity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
  severity: text,
  time: timestamp,
  message: text,
  raw_data: text,
  count: { type: "integer" },
  metadata: {
    type: "object",
    required: ["version", "product"],
    properties: {
      version: { const: "1.3.0" },
      product: { type: "object", required: ["vendor_name"], properties: { name: text, vendor_name: name } },
      profiles: { type: "array", items: text },
    },
  },
  cloud: {
    type: "object",
    required: ["provider"],
    properties: {
      provider: name,
      region: text,
      account: {
        type: "object",
        properties: { uid: { type: "string", pattern: "^\\d{12}$" }, type_id: { const: 10 } },
      },
    },
  },
};
const required = [
  "activity_id",
  "category_uid",
  "class_uid",
  "cloud",
  "metadata",
  "severity_id",
  "time",
  "type_uid",
];

export const detectionFinding = {
  type: "object",
  required: [...required, "finding_info"],
  properties: {
    ...common,
    class_uid: { const: 2004 },
    category_uid: { const: 2 },
    activity_id: { enum: [0, 1, 2, 3, 99] },
    type_uid: { enum: [200400, 200401, 200402, 200403, 200499] },
    finding_info: {
      type: "object",
      required: ["title", "uid"],
      properties: {
        title: name,
        uid: name,
        types: { type: "array", items: text },
        created_time: timestamp,
        modified_time: timestamp,
        first_seen_time: timestamp,
        last_seen_time: timestamp,
      },
    },
    resources: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        anyOf: [{ required: ["uid"] }, { required: ["name"] }],
        properties: { type: name, uid: name, name, region: text },
      },
    },
  },
};

/** The class for what no other class is for: https://schema.ocsf.io/1.3.0/classes/base_event?profiles=cloud */
export const baseEvent = {
  type: "object",
  required,
  properties: {
    ...common,
    class_uid: { const: 0 },
    category_uid: { const: 0 },
    activity_id: { enum: [0, 99] },
    type_uid: { enum: [0, 99] },
  },
};
