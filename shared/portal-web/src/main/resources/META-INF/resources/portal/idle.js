// When there is nothing to do: says why, and waits for work.

import { element } from './content.js';

const POLL_MILLIS = 3000;

const ENDINGS = {
  'accuracy-certified': 'The campaign has reached its goal.',
  'budget-exhausted': 'The campaign has used its budget.',
  'max-rounds': 'The campaign has finished its rounds.',
  'pool-exhausted': 'Everything is labeled.',
  plateau: 'The campaign has learned what it could.',
  stopped: 'The campaign was stopped.',
  failed: 'The campaign has ended early.',
};

/** Events: `news` (what the server tells while the page waits). */
export class Idle extends EventTarget {
  #api;
  #queue;
  #cursor = '';
  #outcome;
  #timer;

  constructor(api, queue) {
    super();
    this.#api = api;
    this.#queue = queue;
    queue.addEventListener('progress', ({ detail }) => (this.#outcome = detail.outcome));
  }

  /** The elements that say why nothing is to do. */
  words() {
    const ended = ENDINGS[this.#outcome];
    if (ended) {
      return this.#lines('Thank you, you are done', ended);
    }
    switch (this.#queue.state) {
      case 'done':
        return this.#lines('Nothing to do right now', 'You have answered everything that is open. This page goes on by itself when the next batch comes.');
      case 'locked':
        return this.#lines('Others have the last items', `If they leave them, you get them ${this.#when()}. This page goes on by itself.`);
      case 'paused':
        return this.#lines('The campaign is paused', 'Its manager has paused it. This page goes on by itself.');
      default:
        return this.#lines('Looking for the next item …', '');
    }
  }

  /** Asks for news until there is work. */
  watch(stillIdle) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      if (!stillIdle()) {
        return;
      }
      try {
        const news = await this.#api.get(`/events?after=${encodeURIComponent(this.#cursor)}`);
        this.#cursor = news.cursor;
        this.#outcome = news.progress?.outcome ?? this.#outcome;
        this.dispatchEvent(new CustomEvent('news', { detail: news }));
      } catch {
        // the outbox and the queue tell when the server cannot be reached
      }
      this.watch(stillIdle);
    }, POLL_MILLIS);
  }

  #when() {
    if (!this.#queue.retryAt) {
      return 'soon';
    }
    const time = new Date(this.#queue.retryAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    return `at ${time} or earlier`;
  }

  #lines(title, words) {
    return [element('p', { class: 'big' }, title), element('p', { class: 'soft' }, words)];
  }
}
