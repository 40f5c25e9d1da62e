// Parses an AsyncAPI document with the official parser; prints its errors, or how many messages it has.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const errors = diagnostics.filter(found => found.severity <= 1); // errors and warnings
for (const found of errors) console.log(`${found.path.join("/")}: ${found.message}`);
if (errors.length === 0) console.log(`${document.allMessages().length} messages`);
