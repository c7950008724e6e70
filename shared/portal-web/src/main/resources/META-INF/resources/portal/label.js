// The labeling page: puts its parts together.

import { resending, sending } from './answers.js';
import { Api } from './api.js';
import { Attention } from './attention.js';
import { inputOf } from './choices.js';
import { Breaks, Preferences } from './comfort.js';
import { element, inWords } from './content.js';
import { Desk } from './desk.js';
import * as dialogs from './dialogs.js';
import { Feedback } from './feedback.js';
import { Guidance } from './guidance.js';
import { Keyboard } from './keyboard.js';
import { Keys } from './keys.js';
import { banner, forgetful, hideBanner, remark, say, showProgress, showReachable, showUnsent } from './notices.js';
import { Outbox } from './outbox.js';
import { Queue } from './queue.js';
import { SigningIn } from './signing.js';
import { openStorage } from './storage.js';
import { Tab } from './tabs.js';
import { Idle } from './idle.js';
import { Past } from './past.js';
import { Undoing } from './undoing.js';

class LabelingPage {
  #api;
  #session;
  #storage;
  #outbox;
  #queue;
  #tab;
  #desk;
  #past;
  #idle;
  #keys = new Keys();
  #attention = new Attention();
  #preferences;
  #guidance;
  #feedback;
  #breaks;
  #undoing;
  #signingIn;

  constructor(api, session, storage) {
    this.#api = api;
    this.#session = session;
    this.#storage = storage;
    this.#signingIn = new SigningIn(session.name);
  }

  async start() {
    const session = this.#session;
    this.#tab = await Tab.open((progress) => showProgress(progress));
    this.#outbox = new Outbox(this.#api, this.#storage, session.person, () => this.#queue.wish());
    this.#queue = new Queue(this.#api, session, this.#tab, this.#attention, () => this.#outbox.assignments);
    this.#past = new Past(this.#api);
    this.#idle = new Idle(this.#api, this.#queue);
    this.#desk = new Desk(session, {
      submit: (answer, input) => this.#answer(answer, input),
      draftChanged: (assignment, draft) => this.#storage.keepDraft(assignment, draft),
      renew: (item) => this.#api.get(`/items/${item.assignment}`),
      say,
    });
    this.#feedback = new Feedback(this.#desk, () => this.#next());
    this.#guidance = new Guidance(this.#api, session, { done: () => this.#desk.focus(), remark });
    this.#preferences = new Preferences(this.#api, this.#keys, () => this.#desk.showKeys(this.#keys));
    this.#breaks = new Breaks(() => {
      this.#attention.restart();
      this.#desk.focus();
    });
    this.#undoing = new Undoing(this.#past, { api: this.#api, outbox: this.#outbox, tab: this.#tab }, { again: (item) => this.#again(item), remark });
    this.#listen();
    await this.#outbox.resume();
    this.#queue.refill();
    this.#preferences.load();
    this.#past.load().then(() => this.#showUndo());
    this.#guidance.start();
    this.#desk.showKeys(this.#keys);
    if (!this.#storage.lasting) {
      forgetful('This browser keeps nothing: please do not close the page while answers are unsent.');
    }
  }

  #listen() {
    new Keyboard(this.#keys, this.#desk, this.#feedback, (command, input) => this.#run(command, input));
    for (const button of document.querySelectorAll('[data-command]')) {
      button.addEventListener('click', (event) => this.#run(button.dataset.command, inputOf(event)));
    }
    const outbox = this.#outbox;
    outbox.addEventListener('change', ({ detail }) => showUnsent(detail));
    outbox.addEventListener('sent', ({ detail }) => this.#onSent(detail));
    outbox.addEventListener('refused', ({ detail }) => this.#onRefused(detail));
    outbox.addEventListener('reachable', ({ detail }) => showReachable(detail));
    outbox.addEventListener('signed-out', () => this.#signingIn.open || this.#signIn());
    outbox.addEventListener('forgetful', () => forgetful('This browser could not keep the last answer: please do not close the page while it is unsent.'));
    const queue = this.#queue;
    queue.addEventListener('arrived', () => {
      showReachable(true);
      if (!this.#desk.item && !this.#feedback.open) {
        this.#next();
      }
    });
    queue.addEventListener('state', ({ detail }) => {
      this.#guidance.hear(detail.guidelinesVersion);
      this.#showIdle();
    });
    queue.addEventListener('progress', ({ detail }) => showProgress(detail));
    queue.addEventListener('news', ({ detail }) => this.#onNews(detail));
    queue.addEventListener('unreachable', () => {
      showReachable(false);
      this.#showIdle();
      setTimeout(() => this.#desk.item || this.#queue.refill(), 2000);
    });
    queue.addEventListener('signed-out', () => this.#signingIn.open || this.#signIn());
    queue.addEventListener('ending', ({ detail }) => banner('ending', `This item goes back in ${detail} seconds. Press any key to keep it.`, { warn: true }));
    queue.addEventListener('kept', () => hideBanner('ending'));
    this.#idle.addEventListener('news', ({ detail }) => this.#onNews(detail));
    addEventListener('keydown', () => queue.stay(), { capture: true });
    addEventListener('pointerdown', () => queue.stay(), { capture: true });
    addEventListener('offline', () => showReachable(false));
    addEventListener('beforeunload', (event) => {
      if (!this.#storage.lasting && outbox.unsent > 0) {
        event.preventDefault();
      }
    });
  }

  async #run(command, input) {
    const commands = {
      skip: () => this.#desk.seen && this.#answer({ skip: true }, input),
      undo: () => this.#undo(),
      cannotTell: () => this.#cannotTell(),
      guidelines: () => this.#guidance.read(),
      help: () => this.#help(),
      pause: () => this.#breaks.take(),
      zoom: () => this.#desk.zoom(),
      find: () => this.#desk.find(),
    };
    await commands[command]();
  }

  // answering

  #answer(answer, input) {
    const item = this.#desk.item;
    const millis = this.#attention.millis;
    const entry = sending(item, answer, { activeMillis: millis, guidelinesVersion: this.#guidance.version, uiVersion: this.#session.uiVersion, input });
    const written = this.#outbox.put(entry);
    this.#past.add(item, answer, entry.body.revision);
    this.#storage.dropDraft(item.assignment);
    this.#breaks.worked(millis);
    if (item.training) {
      this.#feedback.expect(item, answer);
    } else {
      this.#next();
    }
    this.#showUndo();
    return written;
  }

  #next() {
    const item = this.#queue.advance();
    if (item) {
      this.#present(item);
    } else {
      this.#desk.presentPanel(element('p', { class: 'big' }, 'Looking for the next item …'));
      this.#showIdle();
    }
    this.#breaks.suggest();
  }

  async #present(item) {
    this.#feedback.close();
    this.#attention.restart();
    this.#desk.present(item, item.draft);
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('labelloop-painted')));
    if (this.#desk.tagging && !item.draft) {
      const draft = await this.#storage.draft(item.assignment);
      if (draft && this.#desk.item === item && this.#desk.tagger.spans.length === 0) {
        this.#desk.present(item, draft);
      }
    }
  }

  #onSent({ entry, answer }) {
    if (answer.next) {
      this.#queue.accept(answer.next);
    } else if (this.#queue.length === 0) {
      this.#queue.refill();
    }
    this.#feedback.arrived(entry.assignment, answer.feedback, entry.body.answer);
    if (answer.reason && ['late', 'surplus'].includes(answer.standing)) {
      remark(answer.reason);
    }
    if (answer.undoable === false) {
      this.#past.close(entry.assignment, answer.reason);
    }
    if (!this.#desk.item && !this.#feedback.open) {
      this.#showIdle();
    }
  }

  async #onRefused({ entry, error }) {
    if (error.status === 409 && error.body.stored) {
      const change = await dialogs.showConflict(error.body);
      if (change) {
        this.#outbox.put(resending(entry, error.body.stored));
      }
      return;
    }
    this.#past.close(entry.assignment, error.message);
    remark(error.message);
    if (this.#desk.item?.assignment === entry.assignment) {
      this.#next();
    }
    this.#feedback.arrived(entry.assignment);
  }

  async #cannotTell() {
    const item = this.#desk.item;
    if (!this.#desk.seen) {
      return;
    }
    const given = await dialogs.askReason(this.#session.cannotTellReasons, this.#session.maxNote);
    if (given && this.#desk.item === item) {
      this.#answer({ cannotTell: given.reason, note: given.note }, given.input);
    } else {
      this.#desk.focus();
    }
  }

  // undoing

  async #undo() {
    await this.#undoing.undo();
    this.#showUndo();
  }

  #again(item) {
    const shown = { ...item, again: true };
    this.#queue.bringBack(shown);
    this.#present(shown);
    say(`Again: your answer was ${inWords(item.draft)}`);
  }

  #showUndo() {
    this.#undoing.show();
    this.#desk.showKeys(this.#keys);
  }

  async #help() {
    await this.#preferences.help(this.#desk.labels, this.#desk.codes);
    this.#desk.focus();
  }

  // what happens elsewhere

  #onNews(news) {
    if (news.progress) {
      showProgress(news.progress);
    }
    this.#guidance.hear(news.guidelinesVersion);
    if (!this.#desk.item) {
      this.#queue.acceptNews(news);
      if (news.work) {
        this.#queue.refill();
      }
    }
  }

  #showIdle() {
    if (!this.#desk.item && !this.#feedback.open && this.#queue.length === 0 && !this.#signingIn.open) {
      this.#desk.presentPanel(...this.#idle.words());
      this.#idle.watch(() => this.#desk.item === undefined);
    }
  }

  async #signIn() {
    await this.#signingIn.again(this.#outbox.unsent);
    await this.#outbox.retryNow();
    this.#queue.refill();
    this.#desk.focus();
  }
}

async function boot() {
  const api = new Api(document.body.dataset.campaign);
  try {
    const session = await api.get('/session');
    await new LabelingPage(api, session, await openStorage()).start();
  } catch (error) {
    if (error.status === 401) {
      location.assign(`/join?next=${encodeURIComponent(location.pathname)}`);
    } else {
      banner('offline', `${error.message} Trying again …`, { warn: true });
      setTimeout(() => location.reload(), 5000);
      throw error;
    }
  }
}

boot();
