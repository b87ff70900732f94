/**
 * Carries one file to the store by the URLs the server signs: announce it (POST files), PUT it whole or in
 * parts, say that it is there (POST complete). A broken upload goes on from the parts that arrived (GET file).
 * Knows nothing of the page; see upload_area.js for that.
 */
import { sha256Of } from "./digest.js";
import { putBytes, UploadFailed } from "./put.js";

const AT_ONCE = 3;
const ATTEMPTS = 4;

/**
 * Uploads `file` and returns what `complete` answers.
 * `filesUrl` is the submission's files; `resume` the id of an unfinished upload of the same file, if any;
 * `onProgress(sent, of)` is called as bytes leave; `signal` stops it.
 */
export async function upload(file, { filesUrl, headers, resume = null, onProgress, signal }) {
  const server = { filesUrl, headers, signal };
  const announced = resume
    ? await ask(server, "GET", `/${resume}`)
    : await ask(server, "POST", "", await describe(file));
  const parts =
    announced.upload.method === "single"
      ? await sendWhole(server, file, announced, onProgress)
      : await sendParts(server, file, announced, onProgress);
  return ask(server, "POST", `/${announced.id}/complete`, parts.length ? { parts } : {});
}

async function describe(file) {
  const sha256 = await sha256Of(file);
  const told = { name: file.name.normalize("NFC"), size: file.size };
  told.media_type = file.type || "application/octet-stream";
  return sha256 ? { ...told, sha256 } : told;
}

async function sendWhole(server, file, announced, onProgress) {
  await persist(server, announced, (current) =>
    putBytes(current.upload.url, file, {
      headers: current.upload.headers,
      signal: server.signal,
      onProgress: (sent) => onProgress(sent, file.size),
    }),
  );
  return [];
}

async function sendParts(server, file, announced, onProgress) {
  const { part_size: size, parts } = announced.upload;
  const sent = new Map();
  const report = () => onProgress(Array.from(sent.values()).reduce((a, b) => a + b, 0), file.size);
  const done = parts.filter((part) => part.etag).map(({ number, etag }) => ({ number, etag }));
  for (const part of done) {
    sent.set(part.number, sliceOf(file, part.number, size).size);
  }
  report();
  const waiting = missing(parts);
  const carry = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const slice = sliceOf(file, number, size);
      const etag = await persist(server, announced, (current) =>
        putBytes(current.upload.parts.find((part) => part.number === number).url, slice, {
          signal: server.signal,
          onProgress: (bytes) => {
            sent.set(number, bytes);
            report();
          },
        }),
      );
      done.push({ number, etag });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carry));
  return done.sort((a, b) => a.number - b.number);
}

/** The numbers of the parts that have yet to be sent, in order. */
export function missing(parts) {
  return parts.filter((part) => !part.etag).map((part) => part.number).sort((a, b) => a - b);
}

/** The bytes of part `number` (from 1) of a file cut into parts of `size`. */
export function sliceOf(file, number, size) {
  return file.slice((number - 1) * size, Math.min(number * size, file.size));
}

/** Tries `send` a few times; before each new try asks for fresh URLs, the old ones may have expired. */
async function persist(server, announced, send) {
  let current = announced;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(current);
    } catch (error) {
      if (server.signal?.aborted || attempt === ATTEMPTS) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
      current = await ask(server, "GET", `/${announced.id}`);
    }
  }
}

async function ask({ filesUrl, headers, signal }, method, path, body) {
  const response = await fetch(filesUrl + path, {
    method,
    signal,
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      ...headers,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const told = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new UploadFailed(told.detail || told.title || String(response.status), response.status);
  }
  return told;
}
