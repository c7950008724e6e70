// How long a person really looked at an item: visible, focused, and not away for longer than a pause.

const LONGEST_PAUSE = 60_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'];

/** Counts active time; moments come from `performance.now()`. */
export class Attention {
  #active = 0;
  #last = performance.now();
  #lastSign = performance.now();
  #present = document.visibilityState === 'visible' && document.hasFocus();

  constructor() {
    for (const sign of SIGNS) {
      addEventListener(sign, () => this.#sign(), { passive: true, capture: true });
    }
    for (const change of ['focus', 'blur', 'pageshow', 'pagehide']) {
      addEventListener(change, () => this.#presence(), { capture: true });
    }
    document.addEventListener('visibilitychange', () => this.#presence());
  }

  /** Starts the count of a new item. */
  restart() {
    this.#active = 0;
    this.#last = performance.now();
  }

  /** Active milliseconds since the last restart. */
  get millis() {
    this.#notice();
    return Math.round(this.#active);
  }

  /** Milliseconds since the person last did something. */
  get idle() {
    return performance.now() - this.#lastSign;
  }

  #sign() {
    this.#notice();
    this.#lastSign = this.#last;
  }

  #notice() {
    const now = performance.now();
    if (this.#present) {
      this.#active += Math.min(now - this.#last, LONGEST_PAUSE);
    }
    this.#last = now;
  }

  #presence() {
    this.#notice();
    this.#present = document.visibilityState === 'visible' && document.hasFocus();
  }
}
