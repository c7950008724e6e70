// The guidelines on the labeling page: the short ones in sight, the full ones one key away, a change announced once.

import * as dialogs from './dialogs.js';
import { banner, hideBanner } from './notices.js';

export class Guidance {
  #api;
  #session;
  #done;
  #remark;
  #text;

  /**
   * @param done called when the reader is done
   * @param remark shows why the guidelines cannot be read
   */
  constructor(api, session, { done, remark }) {
    this.#api = api;
    this.#session = session;
    this.#done = done;
    this.#remark = remark;
  }

  /** The version that is in sight, which every answer names. */
  get version() {
    return this.#text?.version ?? this.#session.guidelinesVersion;
  }

  start() {
    const { guidelinesSeen, guidelinesVersion, shortGuidelines } = this.#session;
    this.#showShort(shortGuidelines);
    if (guidelinesSeen && guidelinesSeen !== guidelinesVersion) {
      this.#announce();
    } else if (!guidelinesSeen) {
      this.#seen(guidelinesVersion);
    }
  }

  /** Hears which version holds now. */
  hear(version) {
    if (version && version !== this.#session.guidelinesSeen) {
      this.#session.guidelinesSeen = version;
      this.#announce();
    }
  }

  async read() {
    hideBanner('guidelines');
    try {
      const { version } = await this.#load();
      this.#seen(version);
    } catch (error) {
      if (!this.#text) {
        this.#remark(error.message);
        return;
      }
    }
    await dialogs.showGuidelines(this.#text);
    this.#done();
  }

  async #announce() {
    const { version } = await this.#load().catch(() => ({}));
    banner('guidelines', 'The guidelines have changed.', { action: { title: 'Read them', run: () => this.read() } });
    this.#seen(version);
  }

  async #load() {
    this.#text = await this.#api.get('/guidelines');
    this.#showShort(this.#text.short);
    return this.#text;
  }

  #showShort(text) {
    const short = document.getElementById('short');
    short.textContent = text ?? '';
    short.hidden = !text;
  }

  #seen(version) {
    if (version) {
      this.#session.guidelinesSeen = version;
      this.#api.send('POST', '/guidelines/seen', { version }).catch(() => {});
    }
  }
}
