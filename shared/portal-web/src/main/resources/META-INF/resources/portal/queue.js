// The items that wait on this page, leased to this person, a few ahead of the one that is shown.

import { preload } from './content.js';

const IDLE_MILLIS = 60_000;
const ABANDONED_MILLIS = 600_000;
const WARNING_MILLIS = 20_000;
/** The server takes no more names at once. */
const MOST_NAMED = 20;
/** How far ahead the page looks at most, for somebody who is faster than their connection. */
const DEEPEST = 8;

/**
 * Events: `arrived` (items came), `state` (what the server says there is to do), `progress`, `unreachable`,
 * `signed-out`, `ending` (the lease of the current item ends soon), `kept` (it does not any more).
 */
export class Queue extends EventTarget {
  current;
  state = 'searching';
  retryAt;
  #waiting = [];
  #api;
  #session;
  #tab;
  #attention;
  #busy;
  #asking = false;
  #depth;
  #leases = new Map();
  #offset = 0;
  #ending = false;

  /** @param busy the assignments whose answers are on their way */
  constructor(api, session, tab, attention, busy) {
    super();
    this.#api = api;
    this.#session = session;
    this.#tab = tab;
    this.#attention = attention;
    this.#busy = busy;
    this.#depth = session.prefetch;
    setInterval(() => this.heartbeat(), session.heartbeatSeconds * 1000);
    setInterval(() => this.#watchLease(), 1000);
    addEventListener('pagehide', () => this.#leave());
  }

  get length() {
    return this.#waiting.length;
  }

  /** What to ask for together with an answer. */
  wish() {
    const want = this.#depth - this.#waiting.length;
    return want > 0 ? { ...this.#have(), want } : undefined;
  }

  /** Makes the next waiting item the current one. */
  advance() {
    this.current = this.#waiting.shift();
    if (!this.current && this.state === 'work') {
      // the person had to wait although there is work: more items ahead from now on
      this.#depth = Math.min(DEEPEST, this.#depth + 2);
    }
    if (this.#waiting.length < this.#depth) {
      this.refill();
    }
    return this.current;
  }

  /** Puts an item in front again; the one that was shown waits behind it. */
  bringBack(item) {
    this.#waiting = this.#waiting.filter((other) => other.assignment !== item.assignment);
    if (this.current && this.current.assignment !== item.assignment) {
      this.#waiting.unshift(this.current);
    }
    this.current = item;
  }

  async refill() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    try {
      const want = Math.max(1, this.#depth + (this.current ? 0 : 1) - this.#waiting.length);
      this.accept(await this.#api.send('POST', '/next', { ...this.#have(), want }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent(error.status === 401 ? 'signed-out' : 'unreachable', { detail: error }));
    } finally {
      this.#asking = false;
    }
  }

  /** Takes over what the server answered to a wish. */
  accept(answer) {
    this.#offset = Date.parse(answer.serverTime) - Date.now() || this.#offset;
    const known = new Set(this.#held());
    const fresh = answer.items.filter((item) => !known.has(item.assignment));
    for (const item of fresh) {
      preload(item.content);
      this.#leases.set(item.assignment, Date.parse(item.leaseUntil));
    }
    this.#waiting.push(...fresh);
    this.#state(answer);
    if (fresh.length > 0) {
      this.dispatchEvent(new CustomEvent('arrived'));
    }
  }

  /** Takes over news: what there is to do and how far the campaign is. */
  acceptNews(news) {
    this.#state(news);
  }

  /** Keeps the leases while somebody is here. */
  async heartbeat() {
    if (!this.current || document.visibilityState !== 'visible' || this.#attention.idle > ABANDONED_MILLIS) {
      return;
    }
    try {
      const active = this.#attention.idle < IDLE_MILLIS;
      const have = this.#waiting.map((item) => item.assignment);
      const answer = await this.#api.send('POST', '/heartbeat', { current: this.current.assignment, have, active, tab: this.#tab.id });
      this.#offset = Date.parse(answer.serverTime) - Date.now() || this.#offset;
      for (const { assignment, until } of answer.leases) {
        if (until) {
          this.#leases.set(assignment, Date.parse(until));
        } else if (have.includes(assignment)) {
          this.#waiting = this.#waiting.filter((item) => item.assignment !== assignment);
        }
      }
      if (answer.news) {
        this.dispatchEvent(new CustomEvent('news', { detail: answer.news }));
      }
      this.#watchLease();
    } catch (error) {
      if (error.status === 401) {
        this.dispatchEvent(new CustomEvent('signed-out'));
      }
    }
  }

  #state(answer) {
    this.state = answer.state ?? this.state;
    this.retryAt = answer.retryAt;
    if (answer.progress) {
      this.#tab.tellProgress(answer.progress);
      this.dispatchEvent(new CustomEvent('progress', { detail: answer.progress }));
    }
    this.dispatchEvent(new CustomEvent('state', { detail: answer }));
  }

  #watchLease() {
    const until = this.current && this.#leases.get(this.current.assignment);
    const left = until - (Date.now() + this.#offset);
    const ending = until !== undefined && left < WARNING_MILLIS;
    if (ending !== this.#ending) {
      this.#ending = ending;
      this.dispatchEvent(new CustomEvent(ending ? 'ending' : 'kept', { detail: Math.max(0, Math.round(left / 1000)) }));
    }
  }

  /** Somebody is here again: the lease is extended at once. */
  stay() {
    if (this.#ending) {
      this.heartbeat();
    }
  }

  #leave() {
    // the item that was being looked at stays leased: a reload comes back to it
    const have = this.#waiting.map((item) => item.assignment);
    if (have.length > 0) {
      this.#api.farewell('/leave', { have, tab: this.#tab.id });
    }
  }

  #have() {
    return { have: this.#held(), tab: this.#tab.id };
  }

  #held() {
    const shown = this.current ? [this.current.assignment] : [];
    return [...shown, ...this.#waiting.map((item) => item.assignment), ...this.#busy()].slice(0, MOST_NAMED);
  }
}
