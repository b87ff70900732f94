/** The largest file that is read whole to be digested here; a larger one the server digests on arrival. */
export const DIGEST_LIMIT = 64 * 1024 * 1024;

/** The file's SHA-256 in lower-case hex, or null where it is too large or the page has no secure origin. */
export async function sha256Of(file) {
  if (file.size > DIGEST_LIMIT || !globalThis.crypto?.subtle) {
    return null;
  }
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
