import { jsonSchemaText } from "../../../config/json-schema";
import { EXIT, type Io } from "../../terminal/io";

/** `orgduty schema`: the keys of orgduty.yaml, as this version reads them. */
export async function run(_options: object, io: Io): Promise<number> {
  io.out(jsonSchemaText().trimEnd());
  return EXIT.fine;
}
