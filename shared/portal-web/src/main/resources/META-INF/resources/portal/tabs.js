// Other tabs of the same person: which items they hold, so that no item is shown twice.

const KEY = 'labelloop.tabs';
const STALE_MILLIS = 90_000;

export class Tabs {
  #id = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join('');
  #channel = new BroadcastChannel('labelloop');

  /** @param onProgress called with the progress that another tab was told */
  constructor(onProgress) {
    this.#channel.onmessage = (event) => onProgress(event.data);
    // a lock is held as long as the tab lives, even if it crashes
    navigator.locks?.request(this.#name(this.#id), () => new Promise(() => {}));
    addEventListener('pagehide', () => this.hold([]));
  }

  tellProgress(progress) {
    this.#channel.postMessage(progress);
  }

  /** Says which assignments this tab holds. */
  hold(assignments) {
    const tabs = this.#read();
    tabs[this.#id] = { at: Date.now(), assignments };
    if (assignments.length === 0) {
      delete tabs[this.#id];
    }
    this.#write(tabs);
  }

  /** The assignments that other living tabs hold. */
  async heldElsewhere() {
    const tabs = this.#read();
    const locks = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : undefined;
    const lives = ([id, tab]) => (locks ? locks.includes(this.#name(id)) : Date.now() - tab.at < STALE_MILLIS);
    const living = Object.entries(tabs).filter(lives);
    this.#write(Object.fromEntries(living));
    return living.filter(([id]) => id !== this.#id).flatMap(([, tab]) => tab.assignments);
  }

  #name(id) {
    return `labelloop-tab-${id}`;
  }

  #write(tabs) {
    try {
      localStorage.setItem(KEY, JSON.stringify(tabs));
    } catch {
      // without storage the server's leases still keep both tabs right
    }
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  }
}
