// The item in the centre and the answers below it.

import { Buttons, Finder, inputOf } from './choices.js';
import { element, inWords, keyCap, show } from './content.js';
import { keyName, labelKeys } from './keys.js';
import { entityTypes, Tagger } from './spans.js';

const byId = (id) => document.getElementById(id);

/** Nobody has seen an item before this time: a key that comes earlier was meant for the item before. */
const UNSEEN_MILLIS = 120;

export class Desk {
  /** What can be chosen: labels of a classification, types of a tagging task. */
  labels;
  codes;
  item;
  tagger;
  #session;
  #choices;
  #shownAt = 0;
  #submit;
  #draftChanged;
  #renew;
  #say;

  /**
   * @param submit called with an answer and how it was given
   * @param draftChanged called with an assignment and its spans while they are made
   * @param renew asks the server for the current item again
   */
  constructor(session, { submit, draftChanged, renew, say }) {
    this.#session = session;
    this.#submit = submit;
    this.#draftChanged = draftChanged;
    this.#renew = renew;
    this.#say = say;
    this.tagging = session.task === 'sequence';
    this.labels = this.tagging ? entityTypes(session.labels) : session.labels;
    this.codes = labelKeys(this.labels);
    const choose = (label, input) => this.choose(label, input);
    const listed = this.codes.includes(undefined);
    this.#choices = listed ? new Finder(this.labels, this.codes, choose) : new Buttons(this.labels, this.codes, choose);
    byId('answers').replaceChildren(this.#choices.element);
    document.body.classList.toggle('tagging', this.tagging);
    if (this.tagging) {
      const done = element('button', { type: 'button', id: 'done', onclick: (event) => this.finish(inputOf(event)) });
      byId('actions').prepend(done);
    }
    byId('actions').hidden = false;
    byId('question').textContent = session.question;
  }

  get seen() {
    return this.item !== undefined && performance.now() - this.#shownAt >= UNSEEN_MILLIS;
  }

  /** Shows an item, with what was answered before if it is shown again. */
  present(item, draft) {
    this.item = item;
    this.tagger = undefined;
    this.#shownAt = performance.mark('labelloop-shown').startTime;
    const place = byId('item');
    place.classList.remove('zoomed');
    byId('question').textContent = item.question ?? this.#session.question;
    if (item.content.kind === 'tokens' && this.tagging) {
      this.tagger = new Tagger(
        item.content.tokens,
        draft?.spans ?? [],
        this.labels,
        item.lang,
        (spans) => {
          this.#showDone();
          this.#draftChanged(item.assignment, { spans });
        },
        this.#say,
      );
      place.replaceChildren(...this.#ribbon(item, draft), this.tagger.element);
      this.#showDone();
    } else {
      place.replaceChildren(...this.#ribbon(item, draft), show(item.content, item.lang, () => this.#renew(item)));
    }
    this.#choices.element.hidden = false;
    byId('actions').hidden = false;
    this.#choices.mark(draft?.label);
    this.focus();
  }

  /** Puts the focus where the work is. */
  focus() {
    if (this.tagger) {
      this.tagger.focus();
    } else {
      byId('item').focus({ preventScroll: true });
      this.#choices.ready();
    }
  }

  /** Shows something else in the place of an item. */
  presentPanel(...children) {
    this.item = undefined;
    this.tagger = undefined;
    byId('item').replaceChildren(element('div', { class: 'panel' }, ...children));
    this.#choices.element.hidden = true;
    byId('actions').hidden = true;
  }

  showKeys(keys) {
    this.#choices.showKeys(keys.labelsOn);
    for (const button of document.querySelectorAll('[data-command]')) {
      button.querySelector('.key')?.remove();
      const name = keyName(keys.codeOf(button.dataset.command));
      if (name) {
        button.append(keyCap(name));
        button.setAttribute('aria-keyshortcuts', name);
      } else {
        button.removeAttribute('aria-keyshortcuts');
      }
    }
  }

  /** What a label's key or button does: answers a classification, tags the selected tokens. */
  choose(label, input) {
    if (!this.seen) {
      return;
    }
    if (this.tagger) {
      this.tagger.tag(label);
      this.tagger.focus();
    } else {
      this.#submit({ label }, input);
    }
  }

  /** Hands in the spans. */
  finish(input) {
    if (this.seen && this.tagger) {
      this.#submit({ spans: this.tagger.spans }, input);
    }
  }

  zoom() {
    if (byId('item').querySelector('.zoomable')) {
      byId('item').classList.toggle('zoomed');
    }
  }

  find() {
    this.#choices.field?.focus();
  }

  #ribbon(item, draft) {
    const words = [];
    if (item.training) {
      words.push('Training: you will see the expected answer, and this one does not count');
    }
    if (draft && item.again) {
      words.push(`Again: your answer was “${inWords(draft)}”`);
    }
    return words.map((text) => element('p', { class: 'ribbon', dir: 'auto' }, text));
  }

  #showDone() {
    const count = this.tagger.spans.length;
    const words = count === 0 ? 'Nothing to tag' : `Done: ${inWords({ spans: this.tagger.spans })}`;
    byId('done').replaceChildren(words, keyCap('↵'));
  }
}
