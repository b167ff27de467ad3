// A fetch for uploads that tells how far it is: XMLHttpRequest still is the only way to know. Handed to the SDK's client as its fetch.

/** Looks like fetch to the SDK; `onProgress` hears the share sent, 0 to 1. */
export function fetchWithProgress(onProgress: (part: number) => void): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(init.method ?? 'GET', url);
      request.responseType = 'blob';
      request.timeout = 300_000;
      new Headers(init.headers).forEach((value, name) => {
        request.setRequestHeader(name, value);
      });
      request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
      request.onload = () => resolve(new Response(request.response as Blob, { status: request.status, headers: headersOf(request) }));
      request.onerror = request.ontimeout = request.onabort = () => reject(new TypeError('upload interrupted'));
      init.signal?.addEventListener('abort', () => request.abort());
      request.send(init.body as Blob);
    });
}

function headersOf(request: XMLHttpRequest): [string, string][] {
  const lines = request.getAllResponseHeaders().trim().split('\r\n');
  return lines.filter(Boolean).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
}
