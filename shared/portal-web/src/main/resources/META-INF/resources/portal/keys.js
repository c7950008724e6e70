// Which key does what. Keys are places on the keyboard (`KeyboardEvent.code`), so that every layout has them.

/** What can be done with one key, and the key that it has until a person chooses another. */
export const COMMANDS = [
  { name: 'skip', title: 'Skip: give the item to somebody else', code: 'KeyS' },
  { name: 'undo', title: 'Undo the last answer', code: 'KeyU', also: 'Backspace' },
  { name: 'cannotTell', title: 'Answer that you cannot tell', code: 'KeyX' },
  { name: 'guidelines', title: 'Read the guidelines', code: 'KeyG' },
  { name: 'help', title: 'Show all keys', code: 'Slash' },
  { name: 'pause', title: 'Take a break', code: 'KeyB' },
  { name: 'zoom', title: 'Enlarge the picture', code: 'KeyZ' },
  { name: 'find', title: 'Find a label by typing', code: 'KeyF' },
];

const DIGITS = ['Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5', 'Digit6', 'Digit7', 'Digit8', 'Digit9', 'Digit0'];
const TAKEN = new Set(COMMANDS.map((command) => command.code));
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`).filter((code) => !TAKEN.has(code));

/** The keys that a command may have. */
export const CHOICES = [...LETTERS, ...TAKEN, 'Comma', 'Period', 'Space'].sort();

let layout = new Map();
navigator.keyboard
  ?.getLayoutMap()
  .then((map) => (layout = map))
  .catch(() => {});

/**
 * The key of each label, the same for as long as the labels are: 1 to 9, 0, then letters. Labels that are digits have
 * themselves as keys; labels beyond the last letter have none and are found by typing.
 */
export function labelKeys(labels) {
  const digits = labels.every((label) => /^[0-9]$/.test(label));
  const places = [...DIGITS, ...LETTERS];
  return labels.map((label, index) => (digits ? `Digit${label}` : places[index]));
}

/** What stands on the key with this code. */
export function keyName(code) {
  if (code === undefined || code === 'off') {
    return '';
  }
  if (code === 'Slash') {
    return '?';
  }
  const named = { Space: 'Space', Backspace: '⌫', Enter: '↵', Comma: ',', Period: '.' }[code];
  const letter = code.startsWith('Key') ? layout.get(code)?.toUpperCase() : undefined;
  return named ?? letter ?? code.replace(/^(Key|Digit|Numpad)/, '');
}

/** The code of an event, with the number pad as the digits above the letters. */
function codeOf(event) {
  return /^Numpad[0-9]$/.test(event.code) ? event.code.replace('Numpad', 'Digit') : event.code;
}

/** Whether the keyboard belongs to something else at the moment: a combination, an input method, a text field. */
function elsewhere(event) {
  const combination = event.ctrlKey || event.altKey || event.metaKey;
  const composing = event.isComposing || event.keyCode === 229;
  const typing = event.target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  return combination || composing || event.repeat || Boolean(typing);
}

export class Keys {
  /** Chosen codes by command; `off` turns a command's key off. */
  chosen = {};

  codeOf(name) {
    return this.chosen[name] ?? COMMANDS.find((command) => command.name === name).code;
  }

  /** Whether labels answer to keys. */
  get labelsOn() {
    return this.chosen.labels !== 'off';
  }

  /** The command that a key event asks for, if any. */
  commandOf(event) {
    if (elsewhere(event)) {
      return undefined;
    }
    const asks = ({ name, also }) => {
      const code = this.codeOf(name);
      if (code === 'off') {
        return false;
      }
      // the question mark is where the layout has it
      const question = name === 'help' && code === 'Slash';
      return question ? event.key === '?' || (event.code === 'Slash' && event.key === '/') : plain(event, code) || plain(event, also);
    };
    return COMMANDS.find(asks)?.name;
  }

  /** The index of the label that a key event asks for, or -1. */
  labelOf(event, codes) {
    return !this.labelsOn || elsewhere(event) || event.shiftKey ? -1 : codes.indexOf(codeOf(event));
  }
}

function plain(event, code) {
  return code !== undefined && codeOf(event) === code && !event.shiftKey;
}
