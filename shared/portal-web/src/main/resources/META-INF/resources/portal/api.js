// The portal's HTTP interface: JSON in, JSON out, and one kind of error.

/** An answer of the server that is not a success; status 0 means that no answer came. */
export class ApiError extends Error {
  constructor(status, body) {
    super(body?.message ?? 'The server cannot be reached.');
    this.status = status;
    this.kind = body?.error ?? 'unreachable';
    this.body = body ?? {};
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const PATIENCE_MILLIS = 20_000;

export class Api {
  constructor(campaign) {
    this.root = `/api/${campaign}`;
  }

  get(path) {
    return this.send('GET', path);
  }

  async send(method, path, body, options = {}) {
    let response;
    try {
      response = await fetch(this.root + path, {
        method,
        headers: body === undefined ? { Accept: 'application/json' } : { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MILLIS),
        redirect: 'error',
        ...options,
      });
    } catch {
      throw new ApiError(0);
    }
    const text = await response.text().catch(() => '');
    let answer;
    try {
      answer = text === '' ? {} : JSON.parse(text);
    } catch {
      throw new ApiError(response.ok ? 502 : response.status, { message: 'The server answered something else than JSON.' });
    }
    if (!response.ok) {
      throw new ApiError(response.status, answer);
    }
    return answer;
  }

  /** Tells the server something while the page closes; nobody waits for an answer. */
  farewell(path, body) {
    navigator.sendBeacon(this.root + path, JSON.stringify(body));
  }
}
