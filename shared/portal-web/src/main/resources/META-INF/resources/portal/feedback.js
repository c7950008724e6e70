// What an item to practise on tells: the answer that was expected, before the next item comes.

import { element, inWords } from './content.js';
import { say } from './notices.js';

export class Feedback {
  #desk;
  #goOn;
  #assignment;

  /** @param goOn called when the person has read it */
  constructor(desk, goOn) {
    this.#desk = desk;
    this.#goOn = goOn;
  }

  /** Whether one is shown or on its way, so that no item is. */
  get open() {
    return this.#assignment !== undefined;
  }

  close() {
    this.#assignment = undefined;
  }

  /** An item to practise on was answered. */
  expect(item, answer) {
    this.#assignment = item.assignment;
    this.#desk.presentPanel(element('p', { class: 'big' }, `You answered “${inWords(answer)}”`), element('p', {}, 'Comparing …'));
  }

  /** The server has an answer, and perhaps something to say about it. */
  arrived(assignment, feedback, given) {
    if (this.#assignment === assignment) {
      if (feedback) {
        this.#show(feedback, given);
      } else {
        this.continue();
      }
    }
  }

  continue() {
    this.close();
    this.#goOn();
  }

  #show({ correct, expected, why }, given) {
    const verdict = correct ? element('p', { class: 'verdict right' }, '✓ As expected') : element('p', { class: 'verdict wrong' }, '✗ Another answer was expected');
    const lines = [element('p', { class: 'big', dir: 'auto' }, correct ? inWords(given) : `${inWords(expected)}, and you answered ${inWords(given)}`)];
    if (expected?.spans && !correct) {
      lines.push(...expected.spans.map((span) => element('p', {}, `Tokens ${span.start + 1} to ${span.end}: ${span.type}`)));
    }
    if (why) {
      lines.push(element('p', { dir: 'auto' }, why));
    }
    const button = element('button', { type: 'button', class: 'primary', onclick: () => this.continue() }, 'Go on ↵');
    this.#desk.presentPanel(verdict, ...lines, button);
    say(`${verdict.textContent}. ${lines.map((line) => line.textContent).join('. ')}`);
    button.focus();
  }
}
