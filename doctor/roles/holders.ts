/** Whose policy it is: a role of an account, or whatever starts orgduty and assumes these roles. */
export const HOLDERS = ["management", "administrator", "logArchive", "runner"] as const;
/** One of them. */
export type Holder = (typeof HOLDERS)[number];
