import assert from "node:assert/strict";
import test from "node:test";
import { skeleton } from "../src/confusables.js";

test("a domain with Cyrillic letters has the skeleton of the one it imitates", () => {
  assert.equal(skeleton("\u0430\u0440\u0440l\u0435.example"), "apple.example");
});
