// What a person may set, and their breaks.

import * as dialogs from './dialogs.js';
import { banner, hideBanner } from './notices.js';

const BREAK_AFTER_MILLIS = 45 * 60_000;

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

/** Keys and colours as the person wants them, kept by the server for all their devices. */
export class Preferences {
  #api;
  #keys;
  #changed;
  #values = { keys: {}, theme: 'system' };

  /** @param changed called when keys or colours are other ones */
  constructor(api, keys, changed) {
    this.#api = api;
    this.#keys = keys;
    this.#changed = changed;
  }

  async load() {
    this.#values = await this.#api.get('/preferences').catch(() => this.#values);
    this.#keys.chosen = this.#values.keys ?? {};
    this.#apply();
  }

  /** Shows all keys, each to be changed. */
  async help(labels, codes) {
    await dialogs.showHelp(this.#keys, labels, codes, this.#values, () => {
      this.#values.keys = this.#keys.chosen;
      this.#apply();
      this.#api.send('PUT', '/preferences', this.#values).catch((error) => {
        document.getElementById('keys-problem').textContent = `Not kept for the next time: ${error.message}`;
      });
    });
  }

  #apply() {
    const theme = this.#values.theme ?? 'system';
    if (theme === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    this.#changed();
  }
}

/** Counts the work since the page was opened, and suggests a break when it has been long. */
export class Breaks {
  #answers = 0;
  #millis = 0;
  #sinceBreak = 0;
  #rested;

  /** @param rested called after a break */
  constructor(rested) {
    this.#rested = rested;
  }

  worked(millis) {
    this.#answers += 1;
    this.#millis += millis;
    this.#sinceBreak += millis;
  }

  async take() {
    hideBanner('break');
    const answers = counted(this.#answers, 'answer', 'answers');
    const minutes = counted(Math.round(this.#millis / 60_000), 'minute', 'minutes');
    await dialogs.showPause(`${answers} in ${minutes} of work since you opened this page. Nothing runs while you rest; the item waits for you.`);
    this.#sinceBreak = 0;
    this.#rested();
  }

  suggest() {
    if (this.#sinceBreak > BREAK_AFTER_MILLIS) {
      banner('break', 'You have worked for 45 minutes. A short break keeps answers good.', { action: { title: 'Take it', run: () => this.take() } });
      this.#sinceBreak = 0;
    }
  }
}
