// Signing in again, when a sign-in has ended while the page was open.

import * as dialogs from './dialogs.js';

/** A value that this tab was given before. */
function recall(key) {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export class SigningIn {
  open = false;
  #name;
  // the invitation that this tab came by
  #code = recall('labelloop.code');

  constructor(name) {
    this.#name = name;
  }

  /** Asks until the person is in. */
  async again(unsent) {
    this.open = true;
    this.#code = await dialogs.signInAgain(this.#name, this.#code, unsent);
    this.open = false;
  }
}
