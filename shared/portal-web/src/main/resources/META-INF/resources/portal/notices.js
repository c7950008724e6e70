// What the page tells: banners to see, and words for those who listen.

import { element } from './content.js';

const banners = new Map();

/** Says something to a screen reader. */
export function say(words) {
  document.getElementById('say').textContent = words;
}

/**
 * Shows a banner, or changes the one of the same name.
 *
 * @param action an optional button: `{title, run}`
 */
export function banner(name, words, { warn = false, action } = {}) {
  const shown = banners.get(name);
  if (shown?.words === words) {
    return;
  }
  const made = element('div', { class: warn ? 'banner warn' : 'banner', role: 'status', 'data-banner': name }, element('span', {}, words));
  if (action) {
    made.append(element('button', { type: 'button', onclick: action.run }, action.title));
  }
  if (shown) {
    shown.element.replaceWith(made);
  } else {
    document.getElementById('banners').append(made);
  }
  banners.set(name, { words, element: made });
  say(words);
}

export function hideBanner(name) {
  banners.get(name)?.element.remove();
  banners.delete(name);
}

/** Shows how many answers are not stored by the server yet. */
export function showUnsent(count) {
  const saved = document.getElementById('saved');
  saved.textContent = count === 0 ? 'All saved' : `${count} unsent`;
  saved.classList.toggle('unsent', count > 0);
}

/** Shows how far the batch and the person are, with the answers on their way counted in. */
export function showProgress(progress) {
  const bar = document.getElementById('progress');
  const { batch, mine } = progress;
  if (batch && batch.wanted > 0) {
    bar.max = batch.wanted;
    bar.value = Math.min(batch.answers, batch.wanted);
  }
  const round = batch ? `Batch ${batch.number}: ${batch.answers} of ${batch.wanted} · ` : '';
  document.getElementById('counts').textContent = `${round}yours ${mine.answered}`;
}

/** Says that answers would be lost with the page. */
export function forgetful(words) {
  banner('forgetful', words, { warn: true });
}

/** Says whether the server can be reached. */
export function showReachable(reached) {
  if (reached) {
    hideBanner('offline');
  } else {
    banner('offline', 'No connection. Your answers are kept here and sent when it is back.', { warn: true });
  }
}

/** Says something that a person may close. */
export function remark(words) {
  banner('remark', words, { action: { title: 'Close', run: () => hideBanner('remark') } });
}
