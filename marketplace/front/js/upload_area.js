/**
 * The files part of a submission's form: a list with progress for each file chosen or dropped. The element
 * `data-uploads` tells where to send (`data-files-url`), the words to say (`data-word-…`), and holds a file
 * input, a <ul>, a live region and a <template> of one line. A file that arrived leaves the list: `uploads:done`
 * tells the server's own list to load anew.
 */
import { upload } from "./upload.js";

export function uploadAreas(part) {
  for (const area of part.querySelectorAll("[data-uploads]")) {
    if (!area.dataset.ready) {
      area.dataset.ready = "yes";
      watch(area);
    }
  }
}

function watch(area) {
  const input = area.querySelector("input[type=file]");
  input.disabled = false;
  input.addEventListener("change", () => take(area, input));
  let running = 0;
  area.addEventListener("upload:start", () => (running += 1));
  area.addEventListener("upload:end", () => (running -= 1));
  window.addEventListener("beforeunload", (event) => {
    if (running > 0) {
      event.preventDefault();
    }
  });
}

async function take(area, input) {
  const files = Array.from(input.files);
  input.value = "";
  for (const file of files) {
    await carry(area, file);
  }
}

async function carry(area, file) {
  const line = addLine(area, file.name);
  const stopper = new AbortController();
  line.stop.addEventListener("click", () => stopper.abort());
  area.dispatchEvent(new Event("upload:start"));
  try {
    await upload(file, {
      filesUrl: area.dataset.filesUrl,
      headers: { "X-CSRFToken": area.dataset.csrf },
      resume: unfinished(file),
      signal: stopper.signal,
      onProgress: (sent, of) => show(line, area, sent, of),
    });
    finish(line, area, area.dataset.wordDone);
    line.whole.remove();
  } catch (error) {
    const stopped = error.name === "AbortError";
    finish(line, area, stopped ? area.dataset.wordStopped : failure(area, error));
  } finally {
    area.dispatchEvent(new Event("upload:end"));
    area.dispatchEvent(new Event("uploads:done", { bubbles: true }));
  }
}

function failure(area, error) {
  const reason = error.status >= 400 ? error.message : area.dataset.wordNetwork;
  return `${area.dataset.wordFailed} ${reason}`;
}

/** The id of an unfinished upload of the same name and size, which can go on from where it stopped. */
function unfinished(file) {
  const name = file.name.normalize("NFC");
  // The server's list of files stands beside the area, and is loaded anew after each upload.
  for (const line of document.querySelectorAll("[data-unfinished]")) {
    if (line.dataset.name === name && Number(line.dataset.size) === file.size) {
      return line.dataset.unfinished;
    }
  }
  return null;
}

function addLine(area, name) {
  const line = area.querySelector("template").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-part=name]").textContent = name;
  area.querySelector("[data-part=list]").append(line);
  return {
    whole: line,
    progress: line.querySelector("progress"),
    state: line.querySelector("[data-part=state]"),
    stop: line.querySelector("[data-part=stop]"),
    name,
  };
}

function show(line, area, sent, of) {
  const share = of === 0 ? 100 : Math.floor((100 * sent) / of);
  line.progress.value = share;
  line.state.textContent = share === 100 ? area.dataset.wordChecking : `${share}%`;
}

function finish(line, area, words) {
  line.stop.remove();
  line.state.textContent = words;
  area.querySelector("[data-part=told]").textContent = `${line.name}: ${words}`;
}
