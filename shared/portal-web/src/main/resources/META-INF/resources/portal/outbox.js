// Sends what a person decided, in order, each until the server has it. Written to storage before it is sent.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5_000;

/**
 * Events: `change` (the number of unsent entries), `sent` ({entry, answer}), `refused` ({entry, error}),
 * `reachable` (whether the last try reached the server), `signed-out`, `forgetful` (storage refused; the entry lives as long as the page).
 */
export class Outbox extends EventTarget {
  #api;
  #storage;
  #person;
  #entries = [];
  #wait = FIRST_WAIT;
  #timer;
  #sending = false;
  #wanted = false;
  #piggyback;

  /** @param piggyback called for each answer that is sent: what else to ask in the same request */
  constructor(api, storage, person, piggyback) {
    super();
    this.#api = api;
    this.#storage = storage;
    this.#person = person;
    this.#piggyback = piggyback;
    addEventListener('online', () => this.retryNow());
  }

  get unsent() {
    return this.#entries.length;
  }

  /** Assignments with something on its way. */
  get assignments() {
    return this.#entries.map((entry) => entry.assignment);
  }

  /** Takes up what an earlier page could not send. */
  async resume() {
    this.#entries = (await this.#storage.waiting(this.#person)).map((entry) => ({ ...entry, written: true }));
    this.#tell('change', this.unsent);
    this.flush();
  }

  /** Keeps the entry `{assignment, method, path, body}` and sends it as soon as it is written. */
  async put(entry) {
    const kept = { ...entry, person: this.#person };
    this.#entries.push(kept);
    this.#tell('change', this.unsent);
    try {
      kept.sequence = await this.#storage.add({ ...kept });
    } catch {
      this.#tell('forgetful');
    }
    kept.written = true;
    await this.flush();
  }

  retryNow() {
    this.#wait = FIRST_WAIT;
    return this.flush();
  }

  /** Sends what is written; a call during a sending makes it look again afterwards. */
  async flush() {
    this.#wanted = true;
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    clearTimeout(this.#timer);
    while (this.#wanted) {
      this.#wanted = false;
      if (await this.#alone(() => this.#sendWritten())) {
        this.#timer = setTimeout(() => this.flush(), this.#wait * (0.75 + Math.random() / 2));
        this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
        break;
      }
    }
    this.#sending = false;
  }

  /** Two tabs of one person do not send at the same time, so that the order is kept. */
  #alone(work) {
    return navigator.locks ? navigator.locks.request(`labelloop-outbox-${this.#person}`, work) : work();
  }

  /** Whether something is left that has to be tried again later. */
  async #sendWritten() {
    while (this.#entries[0]?.written) {
      const entry = this.#entries[0];
      try {
        const answer = await this.#api.send(entry.method, entry.path, this.#bodyOf(entry), { keepalive: true });
        await this.#remove(entry);
        this.#wait = FIRST_WAIT;
        this.#tell('reachable', true);
        this.#tell('sent', { entry, answer });
      } catch (error) {
        if (error.status === 401) {
          this.#tell('signed-out');
          return false;
        }
        if (error.passing) {
          this.#tell('reachable', false);
          return true;
        }
        await this.#remove(entry);
        this.#tell('refused', { entry, error });
      }
    }
    return false;
  }

  #bodyOf(entry) {
    const next = entry.method === 'PUT' && this.#entries.length === 1 ? this.#piggyback() : undefined;
    return next ? { ...entry.body, next } : entry.body;
  }

  async #remove(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    if (entry.sequence !== undefined) {
      await this.#storage.remove(entry.sequence);
    }
    this.#tell('change', this.unsent);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
