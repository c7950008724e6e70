// The page's dialogs: guidelines, keys, cannot tell, break, two answers, signing in again.

import { element, inWords, keyCap } from './content.js';
import { inputOf } from './choices.js';
import { CHOICES, COMMANDS, keyName } from './keys.js';

const byId = (id) => document.getElementById(id);

const REASONS = {
  unclear: 'It is unclear',
  several: 'Several answers fit',
  'none-fits': 'None of the answers fits',
  broken: 'The item is broken or empty',
};

/** Opens a dialog and resolves with what it was closed by. */
function ask(id) {
  const dialog = byId(id);
  return new Promise((resolve) => {
    dialog.returnValue = '';
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });
}

export function anyOpen() {
  return document.querySelector('dialog[open]') !== null;
}

/** Shows the full guidelines; the server made their markup and let no foreign markup through. */
export async function showGuidelines(guidelines) {
  byId('guidelines').innerHTML = guidelines.html || '<p>There are no further guidelines for this campaign.</p>';
  await ask('guidelines-dialog');
}

/** Asks why; resolves with `{reason, note, input}`, or nothing when the person goes back to the item. */
export function askReason(reasons, maxNote) {
  const dialog = byId('cannot-tell-dialog');
  byId('note').maxLength = maxNote;
  byId('note').value = '';
  return new Promise((resolve) => {
    const choose = (reason, input) => {
      // resolved before the dialog's close event, so that no key comes in between
      resolve({ reason, note: byId('note').value.trim() || undefined, input });
      dialog.close();
    };
    const button = (reason, index) =>
      element(
        'button',
        { type: 'button', onclick: (event) => choose(reason, inputOf(event)) },
        element('span', {}, REASONS[reason] ?? reason),
        keyCap(String(index + 1)),
      );
    byId('reasons').replaceChildren(...reasons.map(button));
    const onKey = (event) => {
      const index = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]) - 1;
      if (reasons[index] && !event.repeat && !event.isComposing && event.target.id !== 'note') {
        event.preventDefault();
        // the page must not take the key of a reason for that of a label
        event.stopPropagation();
        choose(reasons[index], 'keyboard');
      }
    };
    dialog.addEventListener('keydown', onKey);
    dialog.addEventListener(
      'close',
      () => {
        dialog.removeEventListener('keydown', onKey);
        resolve(undefined);
      },
      { once: true },
    );
    dialog.showModal();
  });
}

export function showPause(words) {
  byId('pause-text').textContent = words;
  return ask('pause-dialog');
}

/** Shows both answers; resolves with whether the later one is to count. */
export async function showConflict(conflict) {
  byId('conflict-stored').textContent = inWords(conflict.stored.answer);
  byId('conflict-sent').textContent = inWords(conflict.sent.answer);
  return (await ask('conflict-dialog')) === 'change';
}

/** All keys, each to be changed or turned off; `changed` is called with the preferences. */
export async function showHelp(keys, labels, codes, preferences, changed) {
  const taken = (code, command) => COMMANDS.find(({ name }) => name !== command && keys.codeOf(name) === code)?.title ?? labels[codes.indexOf(code)];
  const row = ({ name, title }) => {
    const options = [...new Set([keys.codeOf(name), ...CHOICES])].filter((code) => code !== 'off');
    const select = element(
      'select',
      { id: `key-${name}`, 'aria-label': `Key: ${title}` },
      element('option', { value: 'off' }, 'off'),
      ...options.map((code) => element('option', { value: code }, keyName(code))),
    );
    select.value = keys.codeOf(name);
    select.addEventListener('change', () => {
      const other = select.value === 'off' ? undefined : taken(select.value, name);
      byId('keys-problem').textContent = other ? `${keyName(select.value)} is taken: ${other}` : '';
      if (other) {
        select.value = keys.codeOf(name);
      } else {
        keys.chosen = { ...keys.chosen, [name]: select.value };
        changed();
      }
    });
    return element('tr', {}, element('th', { scope: 'row' }, title), element('td', { class: 'number' }, select));
  };
  byId('keys-problem').textContent = '';
  byId('commands').replaceChildren(element('caption', {}, 'Choose another key, or turn one off'), element('tbody', {}, ...COMMANDS.map(row)));
  byId('label-keys').replaceChildren(
    element('caption', {}, 'Labels (number pad too)'),
    element(
      'tbody',
      {},
      ...labels.map((label, index) =>
        element('tr', {}, element('th', { scope: 'row', dir: 'auto' }, label), element('td', { class: 'number' }, codes[index] ? keyCap(keyName(codes[index])) : 'by typing')),
      ),
    ),
  );
  for (const cap of byId('label-keys').querySelectorAll('kbd')) {
    cap.removeAttribute('aria-hidden');
  }
  const on = byId('labels-on');
  on.checked = keys.labelsOn;
  on.onchange = () => {
    keys.chosen = { ...keys.chosen, labels: on.checked ? 'on' : 'off' };
    changed();
  };
  const theme = byId('theme');
  theme.value = preferences.theme ?? 'system';
  theme.onchange = () => {
    preferences.theme = theme.value;
    changed();
  };
  await ask('help-dialog');
}

/** Signs the same person in again; resolves when it worked, and never where that means to leave the page, which keeps the answers for its return. */
export function signInAgain(name, code, unsent) {
  const dialog = byId('sign-in-dialog');
  byId('sign-in-unsent').textContent = unsent === 0 ? '' : unsent === 1 ? 'One answer waits here and is sent afterwards.' : `${unsent} answers wait here and are sent afterwards.`;
  const form = byId('sign-in');
  if (!form) {
    dialog.showModal();
    return new Promise(() => {});
  }
  byId('sign-in-name').value = name;
  byId('sign-in-code').value = code ?? '';
  byId('sign-in-problem').textContent = '';
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      const fields = new URLSearchParams(new FormData(form));
      fields.set('code', fields.get('code').replace(/^.*#/, ''));
      fields.set('returning', 'true');
      const response = await fetch('/join', { method: 'POST', body: fields, headers: { Accept: 'application/json' } }).catch(() => undefined);
      if (response?.ok) {
        dialog.close();
        resolve(fields.get('code'));
      } else {
        const problem = await response?.json().catch(() => undefined);
        byId('sign-in-problem').textContent = problem?.message ?? 'The server cannot be reached. Please try again.';
      }
    };
    if (!dialog.open) {
      dialog.showModal();
    }
  });
}
