/** The file that is signed. Its signatures are in files of their own, so that the signed bytes stay unchanged while some are added. */
export const STATEMENT_FILE = "review.intoto.json";
/** Signatures by keys, of the statement's bytes: one on each line, in base64. */
export const SIGNATURES_FILE = `${STATEMENT_FILE}.sig`;
/** Signatures without a key: one sigstore bundle on each line. */
export const BUNDLES_FILE = `${STATEMENT_FILE}.sigstore.json`;
