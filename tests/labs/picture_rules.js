// What rules.js makes of the table of cases.
/* oxlint-disable no-undef -- the script that declares these names stands above */
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = cases.map((each) => changesOf({ more: [], ...each }, each.base, each.value));
console.log(JSON.stringify({ found, rules: RULES }));
