// The items of one batch: answers against wanted ones, and who holds them.

import { element } from './content.js';
import { ago, SortedTable } from './tables.js';

const COLUMNS = [
  { title: 'Item', value: (item) => item.item },
  { title: 'Answers', value: (item) => item.answers, number: true },
  { title: 'Wanted', value: (item) => item.wanted, number: true },
  {
    title: 'Being answered by',
    value: (item) => item.leases.length,
    show: (item) => (item.leases.length === 0 ? '–' : item.leases.map((lease) => `${lease.name} (${left(lease)})`).join(', ')),
  },
  { title: 'Skipped', value: (item) => item.skips, number: true },
  { title: 'Cannot tell', value: (item) => item.cannotTell, number: true },
];
/** How long a lease still runs. */
function left({ until }) {
  return `${ago(Math.max(0, (Date.parse(until) - Date.now()) / 1000))} left`;
}

const STATES = { '': 'all', open: 'open', leased: 'being answered', decided: 'decided' };

export class ManagersPage {
  live = true;
  #api;
  #job = new URLSearchParams(location.search).get('job') ?? '';
  #state = '';
  #page = 0;
  #table = new SortedTable(`Items of batch ${this.#job}`, COLUMNS);
  #pager = element('div', { class: 'pager' });
  #attempt;

  constructor(api, content, { attempt }) {
    this.#api = api;
    this.#attempt = attempt;
    const filter = element('select', { id: 'state', onchange: (event) => this.#show(event.target.value, 0) });
    filter.append(...Object.entries(STATES).map(([value, title]) => element('option', { value }, title)));
    const toolbar = element('div', { class: 'toolbar' }, element('h2', {}, `Batch ${this.#job}`), element('label', {}, 'Show ', filter));
    content.replaceChildren(toolbar, this.#table.element, this.#pager);
  }

  async load() {
    const asked = new URLSearchParams({ job: this.#job, page: this.#page });
    if (this.#state) {
      asked.set('state', this.#state);
    }
    const { items, pages } = await this.#api.get(`/manage/items?${asked}`);
    this.#table.rows = items;
    const turn = (title, page) => element('button', { type: 'button', disabled: page < 0 || page >= pages, onclick: () => this.#show(this.#state, page) }, title);
    this.#pager.replaceChildren(turn('Earlier', this.#page - 1), `Page ${this.#page + 1} of ${Math.max(1, pages)}`, turn('Later', this.#page + 1));
  }

  #show(state, page) {
    this.#state = state;
    this.#page = page;
    this.#attempt(() => this.load());
  }
}
