import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGEST_LIMIT, sha256Of } from "../js/digest.js";
import { missing, sliceOf } from "../js/upload.js";

test("only the parts that have not arrived are sent, in order", () => {
  const parts = [{ number: 3 }, { number: 1, etag: "a" }, { number: 2 }];

  assert.deepEqual(missing(parts), [2, 3]);
});

test("the parts of a file are the file, and the last is what is left", async () => {
  const file = new Blob(["abcdefg"]);

  const parts = await Promise.all([1, 2, 3].map((number) => sliceOf(file, number, 3).text()));

  assert.deepEqual(parts, ["abc", "def", "g"]);
});

test("a file is digested before it is sent, unless it is too large to read whole", async () => {
  const known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  assert.equal(await sha256Of(new Blob(["abc"])), known);
  assert.equal(await sha256Of({ size: DIGEST_LIMIT + 1 }), null);
});
