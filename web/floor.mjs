/**
 * The syntax gate: reads every built script and style and fails when one holds something that the
 * oldest engines of the floor (Chromium 64, Safari 12) cannot parse.
 *
 * Scripts may use ES2018 plus dynamic import and import.meta. Run after a build: `npm run floor`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { full } from "acorn-walk";

const folder = process.argv[2] ?? fileURLToPath(new URL("dist", import.meta.url));

/** Why a node of a script is too new, or nothing. */
export function tooNew(node) {
  switch (node.type) {
    case "ChainExpression":
      return "optional chaining";
    case "LogicalExpression":
      return node.operator === "??" ? "nullish coalescing" : undefined;
    case "CatchClause":
      return node.param === null ? "a catch without a name" : undefined;
    case "ExportAllDeclaration":
      return node.exported ? "export * as" : undefined;
    case "Literal":
      if (node.bigint !== undefined) return "a BigInt";
      if (node.regex && /\(\?<[=!]/.test(node.regex.pattern)) return "a regex lookbehind";
      if (node.regex?.flags.includes("u") && /\\p\{/i.test(node.regex.pattern))
        return "a regex Unicode property";
      return undefined;
    case "NewExpression":
    case "CallExpression": {
      const pattern = node.callee.name === "RegExp" ? node.arguments[0] : undefined;
      const text = pattern?.value ?? pattern?.quasis?.map((part) => part.value.raw).join("") ?? "";
      return /\(\?<[=!]/.test(text) ? "a regex lookbehind" : undefined;
    }
    default:
      return undefined;
  }
}

/** Every problem of one script, with its line. */
export function problemsOfScript(source) {
  const problems = [];
  let tree;
  for (const sourceType of ["script", "module"]) {
    try {
      tree = parse(source, { ecmaVersion: 11, sourceType, locations: true });
      break;
    } catch (error) {
      problems[0] = String(error.message);
    }
  }
  if (!tree) return problems;
  const found = [];
  full(tree, (node) => {
    const why = tooNew(node);
    if (why) found.push(`${why} at ${node.loc.start.line}:${node.loc.start.column}`);
  });
  return found;
}

/** What a style sheet leans on that the floor lacks. Unknown properties are skipped by engines,
 * so only what breaks a whole rule or a layout is refused. */
export function problemsOfStyle(source) {
  const rules = [
    [/:has\(/, ":has()"],
    [/@container/, "a container query"],
    [/@layer/, "a cascade layer"],
    [/[;{]\s*inset\s*:/, "inset"],
    [/:is\(|:where\(/, ":is() or :where()"],
    [/[{;}]\s*&/, "nesting"],
  ];
  return rules.filter(([pattern]) => pattern.test(source)).map(([, what]) => what);
}

function* files(under) {
  for (const entry of readdirSync(under, { withFileTypes: true })) {
    const path = join(under, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let failed = 0;
  let read = 0;
  for (const path of files(folder)) {
    const kind = /\.(m?js|css)$/.exec(path)?.[1];
    if (!kind) continue;
    read += 1;
    const source = readFileSync(path, "utf8");
    for (const problem of kind === "css" ? problemsOfStyle(source) : problemsOfScript(source)) {
      failed += 1;
      console.error(`${relative(folder, path)}: ${problem}`);
    }
  }
  if (read === 0) console.error(`nothing to read in ${folder}; build first`);
  else console.log(`${read} scripts and styles, ${failed} too new for the floor`);
  process.exit(failed > 0 || read === 0 ? 1 : 0);
}
