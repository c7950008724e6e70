// Shows an item. Everything that comes from data becomes text nodes, never markup.

/** A new element with properties and children; strings become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

/** A key's cap, for people who look; the accessible name says it by itself. */
export function keyCap(name) {
  return element('kbd', { class: 'key', 'aria-hidden': 'true' }, name);
}

const LONG_TEXT = 220;
const SHORT_TEXT = 60;

function text(content, lang) {
  const length = content.text.length;
  const size = length > LONG_TEXT ? 'long' : length < SHORT_TEXT ? 'brief' : 'middling';
  return element('p', { class: `text ${size}`, dir: 'auto', lang }, content.text);
}

const PAPER = [252, 251, 248];
const INK = [20, 22, 26];

/** A grey picture point by point; the page enlarges it without blur. */
function grey(content) {
  const canvas = element('canvas', {
    class: 'grey zoomable',
    role: 'img',
    'aria-label': content.alt || `Picture of ${content.columns} by ${content.rows} points`,
    width: content.columns,
    height: content.rows,
  });
  const pen = canvas.getContext('2d');
  const picture = pen.createImageData(content.columns, content.rows);
  content.values.forEach((value, index) => {
    const share = Math.max(0, Math.min(1, value / content.max));
    picture.data.set([...INK.map((ink, part) => Math.round(PAPER[part] + (ink - PAPER[part]) * share)), 255], index * 4);
  });
  pen.putImageData(picture, 0, 0);
  return canvas;
}

function image(content, lang, renew) {
  const shown = element('img', { class: 'picture zoomable', src: content.src, alt: content.alt || 'Picture without a description', referrerpolicy: 'no-referrer', lang });
  shown.addEventListener(
    'error',
    async () => {
      // an expired link is asked for again, once; then the page says so
      const fresh = await renew().catch(() => undefined);
      shown.addEventListener('error', () => shown.replaceWith(element('p', { class: 'text' }, 'The picture cannot be shown.')), { once: true });
      shown.src = fresh?.content.src ?? content.src;
    },
    { once: true },
  );
  return shown;
}

function table(content) {
  const row = ({ name, value, unit }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', dir: 'auto' }, name),
      element('td', { class: 'number', dir: 'auto' }, String(value)),
      element('td', { class: 'unit', dir: 'auto' }, unit ?? ''),
    );
  return element(
    'table',
    { class: 'values' },
    element('thead', { class: 'visually-hidden' }, element('tr', {}, ...['Column', 'Value', 'Unit'].map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...content.rows.map(row)),
  );
}

function tokens(content, lang) {
  return element('p', { class: 'text long', dir: 'auto', lang }, content.tokens.join(' '));
}

const KINDS = { text, grey, image, table, tokens };

/**
 * The element that shows an item's content.
 *
 * @param renew asks the server for the item again, when a picture's link has expired
 */
export function show(content, lang, renew) {
  return KINDS[content.kind](content, lang, renew);
}

/** Loads the picture of an item that comes later. */
export function preload(content) {
  if (content.kind === 'image') {
    new Image().src = content.src;
  }
}

/** An answer in words. */
export function inWords(answer) {
  if (answer === undefined || answer === null) {
    return 'nothing';
  }
  if (answer.skip) {
    return 'skipped';
  }
  if (answer.cannotTell) {
    return 'cannot tell';
  }
  return answer.spans ? `${answer.spans.length} ${answer.spans.length === 1 ? 'span' : 'spans'}` : answer.label;
}
