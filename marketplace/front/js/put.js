/** An upload did not arrive; `message` is for the person, `status` 0 when there was no answer. */
export class UploadFailed extends Error {
  constructor(message, status = 0) {
    super(message);
    this.name = "UploadFailed";
    this.status = status;
  }
}

/** PUTs `bytes` to a signed URL and returns the ETag. XMLHttpRequest, since fetch tells no upload progress. */
export function putBytes(url, bytes, { headers = {}, onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (settle) => {
      signal?.removeEventListener("abort", stop);
      settle();
    };
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      end(() =>
        request.status < 300
          ? resolve(request.getResponseHeader("ETag"))
          : reject(new UploadFailed(String(request.status), request.status)),
      );
    request.onerror = () => end(() => reject(new UploadFailed("network")));
    request.onabort = () => end(() => reject(new DOMException("stopped", "AbortError")));
    signal?.addEventListener("abort", stop);
    request.send(bytes);
  });
}
