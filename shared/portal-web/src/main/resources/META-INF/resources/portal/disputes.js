// Items that people answered differently: blind until a decision is made.

import { element, inWords, show } from './content.js';
import { entityTypes, Tagger } from './spans.js';
import { moment } from './tables.js';

/** An answer in words that can be told apart: spans with their tokens. */
function described(answer, content) {
  if (!answer.spans) {
    return inWords(answer);
  }
  const words = answer.spans.map(({ start, end, type }) => `${content.tokens.slice(start, end).join(' ')}: ${type}`);
  return words.length === 0 ? 'nothing tagged' : words.join(', ');
}

export class ManagersPage {
  /** A form that somebody fills in is not replaced under their hands. */
  live = false;
  #api;
  #content;
  #session;
  #attempt;
  #say;

  constructor(api, content, { attempt, say }) {
    this.#api = api;
    this.#content = content;
    this.#attempt = attempt;
    this.#say = say;
  }

  async load() {
    this.#session ??= await this.#api.get('/session');
    const { disputes } = await this.#api.get('/manage/disputes');
    const open = disputes.filter((dispute) => !dispute.decided);
    const decided = disputes.filter((dispute) => dispute.decided);
    const list = (those) => element('ul', { class: 'disputes' }, ...those.map((dispute) => this.#one(dispute)));
    this.#content.replaceChildren(
      element('p', {}, open.length === 0 ? 'Nothing is disputed.' : `${open.length} to decide. You see what was answered, and by whom only after your decision.`),
      list(open),
      ...(decided.length === 0 ? [] : [element('h2', {}, 'Decided'), list(decided)]),
    );
  }

  #one(dispute) {
    const { content, answers, decided, item } = dispute;
    const given = answers.map(({ answer, count, notes = [], who = [] }) =>
      element(
        'li',
        {},
        element('strong', { dir: 'auto' }, described(answer, content)),
        element('span', { dir: 'auto' }, who.length > 0 ? who.join(', ') : `${count} ${count === 1 ? 'person' : 'people'}`),
        ...notes.map((note) => element('q', { dir: 'auto' }, note)),
      ),
    );
    const words = element('div', { class: 'form' }, element('h3', { dir: 'auto' }, item), element('ul', { class: 'given' }, ...given));
    words.append(decided ? this.#decision(decided, content) : this.#form(dispute));
    return element('li', { class: 'sheet dispute', 'data-dispute': dispute.dispute }, element('div', { class: 'shown' }, show(content, undefined, () => Promise.reject(new Error('no item')))), words);
  }

  #decision(decided, content) {
    const reason = decided.reason ? `: ${decided.reason}` : '';
    return element('p', { dir: 'auto' }, element('span', { class: 'decided' }, `✓ ${described(decided.answer, content)}`), ` by ${decided.by}, `, moment(decided.at), reason);
  }

  #form(dispute) {
    const reason = element('input', { name: 'reason', maxlength: '1000', dir: 'auto', autocomplete: 'off', 'aria-label': 'Reason', placeholder: 'Reason, if you like' });
    const [choice, chosen] = dispute.content.kind === 'tokens' && this.#session.task === 'sequence' ? this.#tagging(dispute) : this.#labels(dispute);
    const form = element('form', { class: 'decide' }, choice, reason, element('div', {}, element('button', { class: 'primary' }, 'Decide')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const answer = chosen(form);
      if (answer) {
        this.#attempt(async () => {
          await this.#api.send('POST', `/manage/disputes/${dispute.dispute}`, { answer, reason: reason.value.trim() || undefined });
          this.#say(`Decided: ${described(answer, dispute.content)}`);
          await this.load();
        });
      }
    });
    return form;
  }

  #labels({ dispute, answers }) {
    const given = answers.map(({ answer }) => answer.label).filter(Boolean);
    const labels = [...new Set([...given, ...this.#session.labels])];
    const option = (label) => element('label', {}, element('input', { type: 'radio', name: `label-${dispute}`, value: label, required: true }), element('span', { dir: 'auto' }, label));
    const options = element('div', { class: 'options', role: 'radiogroup', 'aria-label': 'Your decision' }, ...labels.map(option));
    return [options, (form) => ({ label: new FormData(form).get(`label-${dispute}`) })];
  }

  #tagging({ content, answers }) {
    const types = entityTypes(this.#session.labels);
    const place = element('div');
    let tagger;
    const startFrom = (spans) => {
      tagger = new Tagger(content.tokens, spans, types, undefined, () => {}, this.#say);
      tagger.element.addEventListener('keydown', (event) => {
        if (tagger.key(event)) {
          event.preventDefault();
        }
      });
      place.replaceChildren(tagger.element);
    };
    startFrom(answers[0]?.answer.spans ?? []);
    const take = (answer, index) => element('button', { type: 'button', onclick: () => startFrom(answer.spans) }, `Begin with answer ${index + 1}`);
    const tag = (type) => element('button', { type: 'button', onclick: () => tagger.tag(type) }, type);
    const clear = element('button', { type: 'button', onclick: () => tagger.clear() }, 'Remove the tag');
    const spans = answers.filter(({ answer }) => answer.spans);
    const tools = element('div', { class: 'options' }, ...spans.map(({ answer }, index) => take(answer, index)), ...types.map(tag), clear);
    return [element('div', { class: 'form' }, place, tools), () => ({ spans: tagger.spans })];
  }
}
