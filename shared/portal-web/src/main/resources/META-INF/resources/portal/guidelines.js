// The guidelines in their source: what people read from their next item on.

import { element } from './content.js';
import { moment, SortedTable } from './tables.js';

function field(id, title, input, hint) {
  return element('p', {}, element('label', { for: id }, title), input, element('span', { class: 'soft' }, hint));
}

export class ManagersPage {
  /** A text that somebody writes is not replaced under their hands. */
  live = false;
  #api;
  #attempt;
  #say;
  #version;
  #short = element('textarea', { id: 'short', name: 'short', rows: '2', maxlength: '400', dir: 'auto' });
  #full = element('textarea', { id: 'full', name: 'full', rows: '18', maxlength: '100000', dir: 'auto', class: 'source', spellcheck: 'true' });
  #shown = element('div', { class: 'prose', id: 'preview', tabindex: '0', role: 'region', 'aria-label': 'Preview', dir: 'auto' });
  #saved = element('p', { class: 'soft', role: 'status', id: 'saved' });
  #versions;

  constructor(api, content, { attempt, say }) {
    this.#api = api;
    this.#attempt = attempt;
    this.#say = say;
    this.#versions = new SortedTable('Versions', [
      { title: 'Since', value: (one) => one.since, show: (one) => (one.number === 0 ? 'the start' : moment(one.since)) },
      { title: 'Version', value: (one) => one.version },
      { title: 'In sight', value: (one) => one.shortText },
      { title: 'Take up', value: (one) => one.number, show: (one) => this.#takingUp(one) },
    ]);
    const form = element(
      'form',
      { class: 'sheet form', id: 'guidelines-form', onsubmit: (event) => this.#publish(event) },
      field('short', 'Always in sight', this.#short, 'Plain text, at most 400 characters.'),
      field('full', 'One key away', this.#full, 'Markdown. HTML in it is shown as text.'),
      element('p', { class: 'inline' }, element('button', { class: 'primary' }, 'Publish'), element('button', { type: 'button', onclick: () => this.#preview() }, 'Preview'), this.#saved),
    );
    content.replaceChildren(
      element('p', {}, 'People see a new version at their next item, and are told so once. Every answer names the version that was in sight.'),
      element('div', { class: 'beside' }, form, element('section', { class: 'sheet' }, element('h2', {}, 'As people see it'), this.#shown)),
      this.#versions.element,
    );
  }

  async load() {
    const current = await this.#api.get('/manage/guidelines');
    this.#take(current);
    this.#saved.textContent = '';
    await this.#render();
  }

  #take({ version, short, full, versions }) {
    this.#version = version;
    this.#short.value = short ?? '';
    this.#full.value = full ?? '';
    this.#list(versions);
  }

  #list(versions) {
    this.#versions.rows = versions.map((one, number) => ({ ...one, number, shortText: one.short })).reverse();
  }

  /** The server made the markup and let no foreign markup through. */
  async #render() {
    const { html } = await this.#api.send('POST', '/manage/guidelines/preview', { full: this.#full.value });
    this.#shown.innerHTML = html || '<p>There are no further guidelines.</p>';
  }

  #preview() {
    this.#attempt(() => this.#render());
  }

  #publish(event) {
    event.preventDefault();
    this.#attempt(async () => {
      try {
        const changed = await this.#api.send('PUT', '/manage/guidelines', { short: this.#short.value, full: this.#full.value, version: this.#version });
        this.#version = changed.version;
        this.#list(changed.versions);
        this.#saved.textContent = 'Published.';
        await this.#render();
      } catch (error) {
        if (error.status !== 409) {
          throw error;
        }
        // the text that was written stays, and now replaces what the other manager published
        this.#version = error.body.current.version;
        this.#list(error.body.current.versions);
        throw new Error('Somebody else has published a version since you opened this page. It is the first of the versions below; publish again to replace it by yours.');
      }
    });
  }

  #takingUp(one) {
    const button = element('button', { type: 'button' }, 'Edit this text');
    button.addEventListener('click', () => {
      this.#short.value = one.short ?? '';
      this.#full.value = one.full ?? '';
      this.#preview();
      this.#short.focus();
      this.#say('The text is in the form; it is not published yet.');
    });
    return button;
  }
}
