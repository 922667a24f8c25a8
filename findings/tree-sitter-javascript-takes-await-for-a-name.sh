#!/bin/sh -eu
# tree-sitter-javascript 0.25.0, by web-tree-sitter 0.25.10 (npm), any Node that runs it (seen with 20)
#
# In an async function, `await (0, module.read)(name)` is a call of what the parentheses give, which is awaited: compilers write each call of an imported function so. The grammar makes of it a
# call of what a function named "await" gives: (call_expression function: (call_expression function: (identifier) …)), without an error node. `await module.read(name)`, and the same without await,
# are read as one expects.
#
# Expected: (await_expression (call_expression …)).
# Seen:     (call_expression function: (call_expression function: (identifier) …))
#
# Why it matters: whoever looks for calls by the function's name sees none of them in what TypeScript emits as CommonJS; the tree has no error that would tell. One has to ask whether the name of the
# function is "await".
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
cd "$temp"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund web-tree-sitter@0.25.10 tree-sitter-javascript@0.25.0 >/dev/null
cat > show.mjs <<'END'
import { Language, Parser } from "web-tree-sitter";
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load("node_modules/tree-sitter-javascript/tree-sitter-javascript.wasm"));
const call = (text) => {
  const root = parser.parse(`async function f(name) { return ${text}; }`).rootNode;
  const value = root.descendantsOfType("return_statement")[0].namedChild(0);
  return { type: value.type, callee: value.childForFieldName("function")?.text ?? "", hasError: root.hasError };
};
const plain = call("await module.read(name)");
const emitted = call("await (0, module.read)(name)");
console.log(plain, emitted);
const isSo = plain.type === "await_expression" && emitted.type === "call_expression"
  && emitted.callee.startsWith("await") && !emitted.hasError;
if (!isSo) { console.log("The behaviour has changed."); process.exit(1); }
END
node show.mjs
