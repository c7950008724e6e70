// Takes back the last answers, one by one.

import { element, inWords } from './content.js';

export class Undoing {
  #past;
  #api;
  #outbox;
  #tab;
  #again;
  #remark;

  /**
   * @param again shows an item once more, with the answer that was taken back as its draft
   * @param remark says why it is not possible
   */
  constructor(past, { api, outbox, tab }, { again, remark }) {
    this.#past = past;
    this.#api = api;
    this.#outbox = outbox;
    this.#tab = tab;
    this.#again = again;
    this.#remark = remark;
  }

  async undo() {
    const last = this.#past.last;
    if (!last) {
      this.#remark('There is nothing to undo.');
      return;
    }
    this.#past.drop();
    if (last.closed) {
      this.#remark(`This answer cannot be undone any more. ${last.closed}`);
    } else if (last.item) {
      // the item is still here: it is shown at once, and the server is told in the order of events
      this.#outbox.put({ assignment: last.item.assignment, method: 'POST', path: `/undo/${last.item.assignment}`, body: { revision: last.revision, tab: this.#tab.id } });
      this.#again({ ...last.item, draft: last.answer, revision: last.revision + 2 });
    } else {
      try {
        const { item, revision } = await this.#api.send('POST', `/undo/${last.assignment}`, { revision: last.revision, tab: this.#tab.id });
        this.#again({ ...item, draft: item.draft ?? last.answer, revision: revision + 1 });
      } catch (error) {
        this.#remark(error.message);
      }
    }
  }

  /** Shows on the button what it would take back. */
  show() {
    const last = this.#past.last;
    const button = document.getElementById('undo');
    button.disabled = !last;
    button.replaceChildren('Undo', ...(last ? [element('span', { class: 'what', dir: 'auto' }, inWords(last.answer))] : []));
  }
}
