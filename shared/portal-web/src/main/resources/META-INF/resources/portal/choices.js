// The answers of a classification: buttons with their keys, or a list to type in where there are too many for keys.

import { element, keyCap } from './content.js';
import { keyName } from './keys.js';

const RECENT = 5;

/** How a person pressed something, from the event of a click. */
export function inputOf(event) {
  return event.detail === 0 ? 'keyboard' : event.pointerType === 'touch' ? 'touch' : 'mouse';
}

/** Buttons for up to as many labels as there are keys. */
export class Buttons {
  #buttons;

  /** @param choose called with a label and how it was chosen */
  constructor(labels, codes, choose) {
    this.#buttons = labels.map((label, index) =>
      element(
        'button',
        { type: 'button', class: 'answer', 'data-tone': index % 8, onclick: (event) => choose(label, inputOf(event)) },
        element('span', { class: 'label', dir: 'auto' }, label),
        // a label that is its own key needs no second sign
        keyName(codes[index]) === label ? '' : keyCap(keyName(codes[index])),
      ),
    );
    const longest = Math.max(...labels.map((label) => label.length));
    const width = longest <= 3 && labels.length > 5 ? 'narrow' : longest <= 16 ? 'middling' : 'wide';
    this.element = element('div', { class: `answers ${width}`, 'data-count': labels.length, role: 'group', 'aria-label': 'Answers' }, ...this.#buttons);
    this.labels = labels;
    this.codes = codes;
  }

  /** Shows which label was the answer before, if any. */
  mark(label) {
    this.#buttons.forEach((button, index) => {
      if (this.labels[index] === label) {
        button.setAttribute('aria-pressed', 'true');
      } else {
        button.removeAttribute('aria-pressed');
      }
    });
  }

  showKeys(on) {
    this.#buttons.forEach((button, index) => {
      button.classList.toggle('without-key', !on || !this.codes[index]);
      if (on && this.codes[index]) {
        button.setAttribute('aria-keyshortcuts', keyName(this.codes[index]));
      } else {
        button.removeAttribute('aria-keyshortcuts');
      }
    });
  }

  ready() {}
}

/** A field that filters the labels while a person types, the last used ones first. */
export class Finder {
  #recent = [];
  #active = 0;
  #shown = [];
  #keysOn = true;
  #marked;

  constructor(labels, codes, choose) {
    this.labels = labels;
    this.codes = codes;
    this.choose = choose;
    this.field = element('input', {
      id: 'find',
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-expanded': 'true',
      'aria-controls': 'found',
      'aria-autocomplete': 'list',
      'aria-label': `Find a label among ${labels.length}`,
      placeholder: `Type to find one of ${labels.length} labels`,
      oninput: () => this.#filter(),
      onkeydown: (event) => this.#onKey(event),
    });
    this.list = element('ul', { id: 'found', role: 'listbox', 'aria-label': 'Labels' });
    this.element = element('div', { class: 'finder' }, this.field, this.list);
    this.#filter();
  }

  mark(label) {
    this.#marked = label;
    this.#filter();
  }

  showKeys(on) {
    this.#keysOn = on;
    this.#filter();
  }

  /** A new item is there: the field is empty, and typing goes into it. */
  ready() {
    this.field.value = '';
    this.#filter();
    this.field.focus({ preventScroll: true });
  }

  #pick(label, input) {
    this.#recent = [label, ...this.#recent.filter((other) => other !== label)].slice(0, RECENT);
    this.choose(label, input);
  }

  #filter() {
    const typed = this.field.value.trim().toLocaleLowerCase();
    const rest = this.labels.filter((label) => !this.#recent.includes(label));
    const found = [...this.#recent, ...rest].filter((label) => label.toLocaleLowerCase().includes(typed));
    const begins = (label) => label.toLocaleLowerCase().startsWith(typed);
    this.#shown = typed === '' ? found : [...found.filter(begins), ...found.filter((label) => !begins(label))];
    this.#active = 0;
    this.list.replaceChildren(...this.#shown.map((label, place) => this.#option(label, place)));
    this.#activate(0);
  }

  #option(label, place) {
    const code = this.#keysOn ? this.codes[this.labels.indexOf(label)] : undefined;
    return element(
      'li',
      {
        id: `found-${place}`,
        role: 'option',
        class: this.#recent.includes(label) ? 'recent' : undefined,
        'aria-selected': 'false',
        'data-answered': label === this.#marked,
        onclick: (event) => this.#pick(label, inputOf(event)),
      },
      element('span', { class: 'label', dir: 'auto' }, label),
      code ? keyCap(keyName(code)) : '',
    );
  }

  #activate(place) {
    this.list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = Math.max(0, Math.min(place, this.#shown.length - 1));
    const option = this.list.children[this.#active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    this.field.setAttribute('aria-activedescendant', option?.id ?? '');
  }

  #onKey(event) {
    if (event.isComposing) {
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) {
      event.preventDefault();
      this.#activate(this.#active + steps[event.key]);
    } else if (event.key === 'Enter' && !event.repeat && this.#shown.length > 0) {
      event.preventDefault();
      this.#pick(this.#shown[this.#active], 'keyboard');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.field.value = '';
      this.#filter();
      document.getElementById('item').focus();
    }
  }
}
