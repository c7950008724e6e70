// Each person's work: how much, how fast, how good.

import { element } from './content.js';
import { ago, share, SortedTable, tiles } from './tables.js';

const SVG = 'http://www.w3.org/2000/svg';

function drawn(name, properties) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties)) {
    made.setAttribute(key, value);
  }
  return made;
}

/** Gold results as numbers, and as a point with its interval on a line from 0 to 1. */
function gold({ gold: result }) {
  if (!result || result.of === 0) {
    return 'none yet';
  }
  const { right, of, low, high } = result;
  const picture = drawn('svg', { class: 'interval', viewBox: '0 0 104 16', 'aria-hidden': 'true' });
  const at = (value) => 2 + 100 * value;
  picture.append(
    drawn('line', { x1: 2, y1: 8, x2: 102, y2: 8 }),
    drawn('line', { class: 'range', x1: at(low), y1: 8, x2: at(high), y2: 8 }),
    drawn('circle', { cx: at(right / of), cy: 8, r: 4 }),
  );
  return element('span', { class: 'nowrap' }, `${right} of ${of} (${share(low)} to ${share(high)})`, picture);
}

const COLUMNS = [
  { title: 'Name', value: (person) => person.name },
  { title: 'Role', value: (person) => person.role },
  {
    title: 'Last seen',
    value: (person) => person.lastSeen,
    show: (person) => (person.active ? 'at work' : person.lastSeen ? `${ago((Date.now() - Date.parse(person.lastSeen)) / 1000)} ago` : 'never'),
  },
  { title: 'Answers', value: (person) => person.answers, number: true },
  { title: 'Median seconds', value: (person) => person.medianSeconds, show: (person) => person.medianSeconds?.toFixed(1), number: true },
  { title: 'Gold, 95 % interval', value: (person) => (person.gold?.of ? person.gold.low : undefined), show: gold },
  {
    title: 'Agrees with others',
    value: (person) => person.agreement?.value,
    show: (person) => (person.agreement?.value === undefined ? undefined : `${share(person.agreement.value)} on ${person.agreement.with}`),
    number: true,
  },
  { title: 'Skipped', value: (person) => person.skips, number: true },
  { title: 'Cannot tell', value: (person) => person.cannotTell, number: true },
  { title: 'Late', value: (person) => person.late, number: true },
];

export class ManagersPage {
  live = true;
  #api;
  #facts = element('div');
  #table = new SortedTable('People of this campaign', COLUMNS);

  constructor(api, content) {
    this.#api = api;
    content.replaceChildren(this.#facts, this.#table.element);
  }

  async load() {
    const { people } = await this.#api.get('/manage/people');
    this.#facts.replaceChildren(
      tiles([
        ['People', people.length],
        ['At work', people.filter((person) => person.active).length],
      ]),
    );
    this.#table.rows = people;
  }
}
