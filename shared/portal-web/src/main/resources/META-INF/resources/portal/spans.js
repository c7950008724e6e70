// Tagging entities on tokens: by mouse, by touch without dragging, or by the keyboard alone.

import { element } from './content.js';

/** The entity types of a sequence task, from types or from BIO tags. */
export function entityTypes(labels) {
  const types = labels.filter((label) => label !== 'O').map((label) => label.replace(/^[BI]-/, ''));
  return [...new Set(types)];
}

/** Scripts that are written without spaces: their tokens stand side by side. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+$/u;

/**
 * A text whose tokens can be selected and tagged. Spans cover whole tokens and never overlap, whatever is pressed.
 */
export class Tagger {
  #tokens;
  #spans;
  #types;
  #cursor = 0;
  /** Selected tokens, first and last, or nothing. */
  #selection;
  /** Where a selection started; arrows and clicks extend from here. */
  #anchor = 0;
  #dragging = false;
  #changed;
  #say;

  /**
   * @param tokens the item's tokens
   * @param spans the spans to begin with: `{start, end, type}`, end exclusive
   * @param types the entity types
   * @param changed called with the spans after each change
   * @param say tells what happened to those who cannot see it
   */
  constructor(tokens, spans, types, lang, changed, say) {
    this.#types = types;
    this.#spans = spans.map((span) => ({ ...span }));
    this.#changed = changed;
    this.#say = say;
    this.#tokens = tokens.map((token, index) =>
      element('span', { id: `token-${index}`, class: UNSPACED.test(token) ? 'token unspaced' : 'token', role: 'option' }, token),
    );
    this.words = tokens;
    this.element = element(
      'div',
      { class: 'tagger', role: 'listbox', 'aria-multiselectable': 'true', 'aria-label': 'Text to tag, token by token', tabindex: '0', dir: 'auto', lang },
      ...this.#tokens,
    );
    this.#listen();
    this.#paint();
  }

  get spans() {
    return this.#spans.map((span) => ({ ...span }));
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  /** Gives the selected tokens a type: a whole span, or the token at the cursor, when nothing is selected. */
  tag(type) {
    const [first, last] = this.#range();
    this.#spans = this.#spans.filter((span) => span.end <= first || span.start > last);
    this.#spans.push({ start: first, end: last + 1, type });
    this.#spans.sort((a, b) => a.start - b.start);
    this.#cursor = last;
    this.#selection = undefined;
    this.#say(`${this.words.slice(first, last + 1).join(' ')}: ${type}`);
    this.#update();
  }

  /** Takes the tags off what is selected. */
  clear() {
    const [first, last] = this.#range();
    const before = this.#spans.length;
    this.#spans = this.#spans.filter((span) => span.end <= first || span.start > last);
    this.#selection = undefined;
    if (this.#spans.length < before) {
      this.#say('Tag removed');
    }
    this.#update();
  }

  /** Handles a key and tells whether it meant something here. */
  key(event) {
    const forward = getComputedStyle(this.element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const moves = {
      [forward]: () => this.#cursor + 1,
      [backward]: () => this.#cursor - 1,
      ArrowDown: () => this.#inLine(1),
      ArrowUp: () => this.#inLine(-1),
      Home: () => 0,
      End: () => this.#tokens.length - 1,
    };
    if (event.key in moves) {
      this.#moveTo(moves[event.key](), event.shiftKey);
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      this.clear();
    } else if (event.key === ' ') {
      this.#moveTo(this.#cursor, true);
    } else if (event.key === 'Escape' && this.#selection) {
      this.#selection = undefined;
      this.#paint();
    } else if (event.key === 'Tab' && this.#jump(event.shiftKey ? -1 : 1)) {
      // the focus stays; past the last span the key does what it does everywhere
    } else {
      return false;
    }
    return true;
  }

  #range() {
    if (this.#selection) {
      return this.#selection;
    }
    const here = this.#spanAt(this.#cursor);
    return here ? [here.start, here.end - 1] : [this.#cursor, this.#cursor];
  }

  #spanAt(index) {
    return this.#spans.find((span) => span.start <= index && index < span.end);
  }

  #moveTo(index, extend) {
    const target = Math.max(0, Math.min(index, this.#tokens.length - 1));
    if (extend) {
      this.#anchor = this.#selection ? this.#anchor : this.#cursor;
      this.#select(this.#anchor, target);
    } else {
      this.#selection = undefined;
      this.#anchor = target;
    }
    this.#cursor = target;
    this.#paint();
    this.#tokens[target].scrollIntoView({ block: 'nearest' });
  }

  #select(from, to) {
    this.#selection = [Math.min(from, to), Math.max(from, to)];
  }

  #jump(step) {
    const starts = this.#spans.map((span) => span.start);
    const here = this.#spanAt(this.#cursor)?.start ?? this.#cursor;
    const target = step > 0 ? starts.find((start) => start > here) : starts.findLast((start) => start < here);
    if (target === undefined) {
      return false;
    }
    this.#moveTo(target, false);
    return true;
  }

  /** The token above or below the cursor. */
  #inLine(step) {
    const boxes = this.#tokens.map((token) => token.getBoundingClientRect());
    const here = boxes[this.#cursor];
    const middle = (box) => (box.left + box.right) / 2;
    const beyond = boxes.map((box, index) => ({ box, index })).filter(({ box }) => (box.top - here.top) * step > here.height / 2);
    const nearest = Math.min(...beyond.map(({ box }) => Math.abs(box.top - here.top)));
    const line = beyond.filter(({ box }) => Math.abs(box.top - here.top) < nearest + here.height / 2);
    line.sort((a, b) => Math.abs(middle(a.box) - middle(here)) - Math.abs(middle(b.box) - middle(here)));
    return line[0]?.index ?? this.#cursor;
  }

  #listen() {
    const indexOf = (event) => this.#tokens.indexOf(document.elementFromPoint(event.clientX, event.clientY)?.closest('.token'));
    this.element.addEventListener('pointerdown', (event) => {
      const index = indexOf(event);
      if (event.pointerType === 'mouse' && event.button === 0 && index >= 0) {
        this.#dragging = false;
        this.pressed = index;
      }
    });
    this.element.addEventListener('pointermove', (event) => {
      const index = indexOf(event);
      if (event.pointerType === 'mouse' && event.buttons === 1 && this.pressed !== undefined && index >= 0 && (this.#dragging || index !== this.pressed)) {
        this.#dragging = true;
        this.#anchor = this.pressed;
        this.#select(this.pressed, index);
        this.#cursor = index;
        this.#paint();
      }
    });
    addEventListener('pointerup', () => {
      this.pressed = undefined;
    });
    this.element.addEventListener('click', (event) => {
      const index = this.#tokens.indexOf(event.target.closest('.token'));
      if (index >= 0 && !this.#dragging) {
        this.#click(index);
      }
      this.#dragging = false;
    });
  }

  /** A first click selects a token or a whole span, a second one extends to another token, or takes the selection back. */
  #click(index) {
    const span = this.#spanAt(index);
    const single = this.#selection && this.#selection[0] === this.#selection[1];
    if (span) {
      this.#select(span.start, span.end - 1);
    } else if (single && this.#anchor === index) {
      this.#selection = undefined;
    } else if (single && !this.#spanAt(this.#anchor)) {
      this.#select(this.#anchor, index);
    } else {
      this.#anchor = index;
      this.#select(index, index);
    }
    this.#cursor = index;
    this.#paint();
  }

  #update() {
    this.#paint();
    this.#changed(this.spans);
  }

  #paint() {
    this.#tokens.forEach((token, index) => {
      const span = this.#spanAt(index);
      const [first, last] = this.#selection ?? [1, 0];
      const selected = first <= index && index <= last;
      token.classList.toggle('tagged', Boolean(span));
      token.classList.toggle('first', span?.start === index);
      token.classList.toggle('last', span?.end === index + 1);
      token.classList.toggle('at', index === this.#cursor);
      token.setAttribute('aria-selected', String(selected));
      if (span) {
        token.dataset.tone = this.#types.indexOf(span.type) % 8;
        token.dataset.type = span.type;
        token.setAttribute('aria-label', `${this.words[index]}, ${span.type}`);
      } else {
        delete token.dataset.tone;
        delete token.dataset.type;
        token.removeAttribute('aria-label');
      }
    });
    this.element.setAttribute('aria-activedescendant', `token-${this.#cursor}`);
  }
}
