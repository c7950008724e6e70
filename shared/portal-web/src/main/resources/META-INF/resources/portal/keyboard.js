// What a key means at the moment: reading on, a label, a tag, or a command.

import * as dialogs from './dialogs.js';

export class Keyboard {
  #keys;
  #desk;
  #feedback;
  #run;

  /** @param run called with the name of a command and how it was given */
  constructor(keys, desk, feedback, run) {
    this.#keys = keys;
    this.#desk = desk;
    this.#feedback = feedback;
    this.#run = run;
    document.addEventListener('keydown', (event) => this.#onKey(event));
  }

  #onKey(event) {
    if (!dialogs.anyOpen() && this.#means(event)) {
      event.preventDefault();
    }
  }

  /** Does what the key means, and returns whether it means anything. */
  #means(event) {
    if (this.#feedback.open && (event.key === 'Enter' || event.key === ' ') && !event.repeat) {
      this.#feedback.continue();
      return true;
    }
    const label = this.#keys.labelOf(event, this.#desk.codes);
    if (label >= 0 && this.#desk.item) {
      performance.mark('labelloop-key');
      this.#desk.choose(this.#desk.labels[label], 'keyboard');
      return true;
    }
    if (this.#desk.tagger && this.#tags(event)) {
      return true;
    }
    const command = this.#keys.commandOf(event);
    if (command) {
      this.#run(command, 'keyboard');
    }
    return Boolean(command);
  }

  #tags(event) {
    if (event.target.closest?.('button, a, input, textarea, select') || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return false;
    }
    if (event.key !== 'Enter') {
      return this.#desk.tagger.key(event);
    }
    if (!event.repeat) {
      this.#desk.finish('keyboard');
    }
    return true;
  }
}
