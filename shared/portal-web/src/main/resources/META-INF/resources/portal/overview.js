// Batches with their progress, and who is at work.

import { element } from './content.js';
import { moment, share, SortedTable, tiles } from './tables.js';

const ENDS = { complete: 'complete', deadline: 'ended by its deadline', cancelled: 'cancelled' };

function state({ ended, reason }) {
  return ended ? (ENDS[reason] ?? 'ended') : 'open';
}

/** The page of a batch's items. */
function itemsOf({ job }) {
  return `/c/${document.body.dataset.campaign}/manage/items?job=${encodeURIComponent(job)}`;
}

const COLUMNS = [
  { title: 'Batch', value: (job) => job.job, show: (job) => element('a', { href: itemsOf(job) }, `Batch ${job.job}`) },
  { title: 'State', value: state, show: (job) => element('span', { class: `state ${state(job)}` }, state(job)) },
  { title: 'Published', value: (job) => job.publishedAt, show: (job) => moment(job.publishedAt) },
  { title: 'Deadline', value: (job) => job.deadline, show: (job) => moment(job.deadline) },
  { title: 'Items', value: (job) => job.items, number: true },
  {
    title: 'Answers',
    value: (job) => job.answers / job.wanted,
    show: (job) => {
      const bar = element('progress', { max: String(Math.max(1, job.wanted)), value: String(job.answers), 'aria-hidden': 'true' });
      return element('span', { class: 'nowrap' }, `${job.answers} of ${job.wanted} `, bar);
    },
    number: true,
  },
  { title: 'Open items', value: (job) => job.openItems, number: true },
  { title: 'Being answered', value: (job) => job.leases, number: true },
  { title: 'Skipped', value: (job) => job.skips, number: true },
  { title: 'Cannot tell', value: (job) => job.cannotTell, number: true },
  { title: 'Late', value: (job) => job.late, number: true },
  { title: 'Surplus', value: (job) => job.surplus, number: true },
];

export class ManagersPage {
  live = true;
  #api;
  #facts = element('div');
  #table = new SortedTable('A round of the campaign is one batch or more', COLUMNS);
  #pause;
  #paused = false;
  #attempt;

  constructor(api, content, { attempt }) {
    this.#api = api;
    this.#attempt = attempt;
    this.#pause = element('button', { type: 'button', onclick: () => this.#toggle() }, 'Pause');
    const toolbar = element('div', { class: 'toolbar' }, this.#pause);
    content.replaceChildren(this.#facts, toolbar, this.#table.element);
  }

  async load() {
    const overview = await this.#api.get('/manage/overview');
    const sum = (name) => overview.jobs.reduce((total, job) => total + job[name], 0);
    this.#facts.replaceChildren(
      tiles([
        ['State', overview.paused ? 'paused' : (overview.outcome ?? 'running').replaceAll('-', ' ')],
        ['Batches', overview.jobs.length],
        ['Answers', sum('answers')],
        ['Being answered', sum('leases')],
        ['At work', `${overview.atWork} of ${overview.people}`],
        ['Agreement (alpha)', share(overview.alpha)],
      ]),
    );
    this.#table.rows = overview.jobs;
    this.#paused = Boolean(overview.paused);
    this.#pause.textContent = this.#paused ? 'Go on' : 'Pause';
  }

  #toggle() {
    this.#attempt(async () => {
      await this.#api.send('POST', '/manage/pause', { paused: !this.#paused });
      await this.load();
    });
  }
}
