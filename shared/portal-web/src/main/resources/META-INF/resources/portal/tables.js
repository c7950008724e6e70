// Tables that sort by any column.

import { element } from './content.js';

const text = new Intl.Collator(undefined, { numeric: true });

function compare(a, b) {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? 1 : -1;
  }
  return typeof a === 'number' && typeof b === 'number' ? a - b : text.compare(a, b);
}

/**
 * A table whose rows can be replaced and keep the order that a person chose.
 *
 * Columns are `{title, value, show, number}`: `value(row)` is what is sorted by, and `show(row)` what is shown if that
 * is something else.
 */
export class SortedTable {
  #columns;
  #rows = [];
  #by;
  #down = false;
  #body = element('tbody');
  #heads;

  constructor(caption, columns) {
    this.#columns = columns;
    this.#heads = columns.map((column) =>
      element(
        'th',
        { scope: 'col', class: column.number ? 'number' : undefined, 'aria-sort': 'none' },
        element('button', { type: 'button', onclick: () => this.#sortBy(column) }, column.title),
      ),
    );
    const table = element('table', {}, element('caption', {}, caption), element('thead', {}, element('tr', {}, ...this.#heads)), this.#body);
    this.element = element('div', { class: 'sheet scroll', tabindex: '0', role: 'region', 'aria-label': caption }, table);
  }

  set rows(rows) {
    this.#rows = rows;
    this.#paint();
  }

  #sortBy(column) {
    this.#down = this.#by === column ? !this.#down : Boolean(column.number);
    this.#by = column;
    this.#paint();
  }

  #paint() {
    const rows = [...this.#rows];
    if (this.#by) {
      rows.sort((a, b) => compare(this.#by.value(a), this.#by.value(b)) * (this.#down ? -1 : 1));
    }
    this.#heads.forEach((head, index) => {
      const order = this.#down ? 'descending' : 'ascending';
      head.setAttribute('aria-sort', this.#columns[index] === this.#by ? order : 'none');
    });
    this.#body.replaceChildren(...rows.map((row) => element('tr', {}, ...this.#columns.map((column, index) => this.#cell(row, column, index)))));
  }

  #cell(row, column, index) {
    const shown = column.show ? column.show(row) : column.value(row);
    const properties = { class: column.number ? 'number' : undefined, dir: 'auto' };
    return index === 0
      ? element('th', { scope: 'row', ...properties }, shown ?? '–')
      : element('td', properties, typeof shown === 'number' ? String(shown) : (shown ?? '–'));
  }
}

const SHORT = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A time as people write it here. */
export function moment(instant) {
  return instant ? element('time', { datetime: instant }, SHORT.format(new Date(instant))) : undefined;
}

/** How long ago, in the largest unit that is not zero. */
export function ago(seconds) {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
  ];
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['s', 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** A share between 0 and 1 with two decimals. */
export function share(value) {
  return value === undefined ? undefined : value.toFixed(2);
}

/** Facts as tiles: `[name, value]`. */
export function tiles(facts) {
  return element('dl', { class: 'tiles' }, ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, String(value ?? '–')))));
}
