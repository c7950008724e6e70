// Who may come in: links with a role, an end and a number of uses.

import { element } from './content.js';
import { moment, SortedTable } from './tables.js';

function state({ revoked, expiresAt, uses, maxUses }) {
  return revoked ? 'revoked' : Date.parse(expiresAt) < Date.now() ? 'expired' : uses >= maxUses ? 'used up' : 'open';
}

function field(id, title, input) {
  return element('p', {}, element('label', { for: id }, title), input);
}

export class ManagersPage {
  live = true;
  #api;
  #table;
  #made = element('div', { role: 'status' });
  #form;
  #attempt;

  constructor(api, content, { attempt }) {
    this.#api = api;
    this.#attempt = attempt;
    const role = element('select', { id: 'role', name: 'role' }, element('option', { value: 'annotator' }, 'annotator'), element('option', { value: 'manager' }, 'manager'));
    const number = (id, value, max) => element('input', { id, name: id, type: 'number', min: '1', max, value, required: true });
    this.#form = element(
      'form',
      { class: 'sheet form', onsubmit: (event) => this.#invite(event) },
      element('h2', {}, 'Invite people'),
      element(
        'div',
        { class: 'inline' },
        field('note', 'For whom', element('input', { id: 'note', name: 'note', maxlength: '200', dir: 'auto', autocomplete: 'off' })),
        field('role', 'Role', role),
        field('days', 'Days until it ends', number('days', '14', '365')),
        field('maxUses', 'People who may use it', number('maxUses', '20', '1000')),
        element('button', { class: 'primary' }, 'Make a link'),
      ),
    );
    this.#table = new SortedTable('Invitations', [
      { title: 'For whom', value: (one) => one.note || one.id },
      { title: 'Role', value: (one) => one.role },
      { title: 'State', value: state, show: (one) => element('span', { class: `state ${state(one)}` }, state(one)) },
      { title: 'Used', value: (one) => one.uses, show: (one) => `${one.uses} of ${one.maxUses}`, number: true },
      { title: 'Made', value: (one) => one.createdAt, show: (one) => moment(one.createdAt) },
      { title: 'Ends', value: (one) => one.expiresAt, show: (one) => moment(one.expiresAt) },
      { title: 'Revoke', value: (one) => String(one.revoked), show: (one) => this.#revoking(one) },
    ]);
    content.replaceChildren(this.#form, this.#made, this.#table.element);
  }

  async load() {
    this.#table.rows = (await this.#api.get('/manage/invitations')).invitations;
  }

  #invite(event) {
    event.preventDefault();
    const fields = new FormData(this.#form);
    const asked = { role: fields.get('role'), days: Number(fields.get('days')), maxUses: Number(fields.get('maxUses')), note: fields.get('note') };
    this.#attempt(async () => {
      const { link } = await this.#api.send('POST', '/manage/invitations', asked);
      this.#showLink(link);
      await this.load();
    });
  }

  /** The link is shown this once; the server keeps only a digest of it. */
  #showLink(link) {
    const shown = element('input', { id: 'link', readonly: true, value: link });
    const copy = element(
      'button',
      {
        type: 'button',
        onclick: async () => {
          shown.select();
          await navigator.clipboard?.writeText(link).catch(() => {});
          copy.textContent = 'Copied';
        },
      },
      'Copy',
    );
    this.#made.replaceChildren(element('div', { class: 'notice link-once' }, field('link', 'The link, shown this once', shown), copy));
    shown.focus();
    shown.select();
  }

  #revoking(invitation) {
    if (invitation.revoked) {
      return 'revoked';
    }
    const button = element('button', { type: 'button', class: 'danger' }, 'Revoke');
    button.setAttribute('aria-label', `Revoke the invitation for ${invitation.note || invitation.id}`);
    button.addEventListener('click', () => {
      if (confirm('Everybody who came by this link is signed out at once. Revoke it?')) {
        this.#attempt(async () => {
          await this.#api.send('DELETE', `/manage/invitations/${invitation.id}`);
          await this.load();
        });
      }
    });
    return button;
  }
}
