// The labeling page: puts its parts together.

import { Api } from './api.js';
import { Attention } from './attention.js';
import { inputOf } from './choices.js';
import { element, inWords } from './content.js';
import { Desk } from './desk.js';
import * as dialogs from './dialogs.js';
import { Keys } from './keys.js';
import { banner, hideBanner, say, showProgress, showUnsent } from './notices.js';
import { Outbox } from './outbox.js';
import { Queue } from './queue.js';
import { openStorage } from './storage.js';
import { Tab } from './tabs.js';
import { Idle } from './idle.js';
import { Past } from './past.js';

const byId = (id) => document.getElementById(id);
const BREAK_AFTER_MILLIS = 45 * 60_000;

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
  #preferences = { keys: {}, theme: 'system' };
  #guidelines;
  #code = recall('labelloop.code');
  #signingIn = false;
  #worked = { answers: 0, millis: 0, sinceBreak: 0 };

  constructor(api, session, storage) {
    this.#api = api;
    this.#session = session;
    this.#storage = storage;
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
    this.#listen();
    this.#showShort(session.shortGuidelines);
    await this.#outbox.resume();
    this.#queue.refill();
    this.#loadPreferences();
    this.#past.load().then(() => this.#showUndo());
    if (session.guidelinesSeen && session.guidelinesSeen !== session.guidelinesVersion) {
      this.#announceGuidelines();
    } else if (!session.guidelinesSeen) {
      this.#seen(session.guidelinesVersion);
    }
    this.#desk.showKeys(this.#keys);
    if (!this.#storage.lasting) {
      banner('forgetful', 'This browser keeps nothing: please do not close the page while answers are unsent.', { warn: true });
    }
  }

  #listen() {
    document.addEventListener('keydown', (event) => this.#onKey(event));
    for (const button of document.querySelectorAll('[data-command]')) {
      button.addEventListener('click', (event) => this.#run(button.dataset.command, inputOf(event)));
    }
    const outbox = this.#outbox;
    outbox.addEventListener('change', ({ detail }) => showUnsent(detail));
    outbox.addEventListener('sent', ({ detail }) => this.#onSent(detail));
    outbox.addEventListener('refused', ({ detail }) => this.#onRefused(detail));
    outbox.addEventListener('reachable', ({ detail }) => this.#reachable(detail));
    outbox.addEventListener('signed-out', () => this.#signIn());
    outbox.addEventListener('forgetful', () => banner('forgetful', 'This browser could not keep the last answer: please do not close the page while it is unsent.', { warn: true }));
    const queue = this.#queue;
    queue.addEventListener('arrived', () => {
      this.#reachable(true);
      if (!this.#desk.item && !this.#feedback) {
        this.#next();
      }
    });
    queue.addEventListener('state', () => this.#showIdle());
    queue.addEventListener('progress', ({ detail }) => showProgress(detail));
    queue.addEventListener('news', ({ detail }) => this.#onNews(detail));
    queue.addEventListener('unreachable', () => {
      this.#reachable(false);
      this.#showIdle();
      setTimeout(() => this.#desk.item || this.#queue.refill(), 2000);
    });
    queue.addEventListener('signed-out', () => this.#signIn());
    queue.addEventListener('ending', ({ detail }) => banner('ending', `This item goes back in ${detail} seconds. Press any key to keep it.`, { warn: true }));
    queue.addEventListener('kept', () => hideBanner('ending'));
    this.#idle.addEventListener('news', ({ detail }) => this.#onNews(detail));
    addEventListener('keydown', () => queue.stay(), { capture: true });
    addEventListener('pointerdown', () => queue.stay(), { capture: true });
    addEventListener('offline', () => this.#reachable(false));
    addEventListener('beforeunload', (event) => {
      if (!this.#storage.lasting && outbox.unsent > 0) {
        event.preventDefault();
      }
    });
  }

  #onKey(event) {
    if (dialogs.anyOpen()) {
      return;
    }
    if (this.#feedback && (event.key === 'Enter' || event.key === ' ') && !event.repeat) {
      event.preventDefault();
      this.#continue();
      return;
    }
    const label = this.#keys.labelOf(event, this.#desk.codes);
    const tagger = this.#desk.tagger;
    const control = event.target.closest?.('button, a, input, textarea, select');
    if (label >= 0 && this.#desk.item) {
      event.preventDefault();
      performance.mark('labelloop-key');
      this.#desk.choose(this.#desk.labels[label], 'keyboard');
    } else if (tagger && !control && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing && this.#tagKey(tagger, event)) {
      event.preventDefault();
    } else {
      const command = this.#keys.commandOf(event);
      if (command) {
        event.preventDefault();
        this.#run(command, 'keyboard');
      }
    }
  }

  #tagKey(tagger, event) {
    if (event.key === 'Enter') {
      if (!event.repeat) {
        this.#desk.finish('keyboard');
      }
      return true;
    }
    return tagger.key(event);
  }

  async #run(command, input) {
    const commands = {
      skip: () => this.#desk.seen && this.#answer({ skip: true }, input),
      undo: () => this.#undo(),
      cannotTell: () => this.#cannotTell(),
      guidelines: () => this.#readGuidelines(),
      help: () => this.#help(),
      pause: () => this.#pause(),
      zoom: () => this.#desk.zoom(),
      find: () => this.#desk.find(),
    };
    await commands[command]();
  }

  // answering

  #feedback;

  #answer(answer, input) {
    const item = this.#desk.item;
    const millis = this.#attention.millis;
    const revision = item.revision ?? 1;
    const entry = {
      assignment: item.assignment,
      method: 'PUT',
      path: `/answers/${item.assignment}`,
      body: {
        id: uniqueId(),
        revision,
        answer,
        meta: {
          activeMillis: millis,
          guidelinesVersion: this.#guidelines?.version ?? this.#session.guidelinesVersion,
          uiVersion: this.#session.uiVersion,
          input,
          answeredAt: new Date().toISOString(),
        },
      },
    };
    const written = this.#outbox.put(entry);
    this.#past.add(item, answer, revision);
    this.#storage.dropDraft(item.assignment);
    this.#worked.answers += 1;
    this.#worked.millis += millis;
    this.#worked.sinceBreak += millis;
    if (item.training) {
      this.#awaitFeedback(item, answer);
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
    this.#suggestBreak();
  }

  async #present(item) {
    this.#feedback = undefined;
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

  #awaitFeedback(item, answer) {
    this.#feedback = item.assignment;
    this.#desk.presentPanel(element('p', { class: 'big' }, `You answered “${inWords(answer)}”`), element('p', {}, 'Comparing …'));
  }

  #showFeedback({ correct, expected, why }, given) {
    const verdict = correct ? element('p', { class: 'verdict right' }, '✓ As expected') : element('p', { class: 'verdict wrong' }, '✗ Another answer was expected');
    const lines = [element('p', { class: 'big', dir: 'auto' }, correct ? inWords(given) : `${inWords(expected)}, and you answered ${inWords(given)}`)];
    if (expected?.spans && !correct) {
      lines.push(...expected.spans.map((span) => element('p', {}, `Tokens ${span.start + 1} to ${span.end}: ${span.type}`)));
    }
    if (why) {
      lines.push(element('p', { dir: 'auto' }, why));
    }
    const button = element('button', { type: 'button', class: 'primary', onclick: () => this.#continue() }, 'Go on ↵');
    this.#desk.presentPanel(verdict, ...lines, button);
    say(`${verdict.textContent}. ${lines.map((line) => line.textContent).join('. ')}`);
    button.focus();
  }

  #continue() {
    this.#feedback = undefined;
    this.#next();
  }

  #onSent({ entry, answer }) {
    if (answer.next) {
      this.#queue.accept(answer.next);
    } else if (this.#queue.length === 0) {
      this.#queue.refill();
    }
    if (this.#feedback === entry.assignment) {
      if (answer.feedback) {
        this.#showFeedback(answer.feedback, entry.body.answer);
      } else {
        this.#continue();
      }
    }
    if (answer.reason && ['late', 'surplus'].includes(answer.standing)) {
      this.#remark(answer.reason);
    }
    if (answer.undoable === false) {
      this.#past.close(entry.assignment, answer.reason);
    }
    if (!this.#desk.item && !this.#feedback) {
      this.#showIdle();
    }
  }

  async #onRefused({ entry, error }) {
    if (error.status === 409 && error.body.stored) {
      const change = await dialogs.showConflict(error.body);
      if (change) {
        this.#outbox.put({ ...entry, sequence: undefined, body: { ...entry.body, id: uniqueId(), revision: error.body.stored.revision + 1 } });
      }
      return;
    }
    this.#past.close(entry.assignment, error.message);
    this.#remark(error.message);
    if (this.#desk.item?.assignment === entry.assignment) {
      this.#next();
    }
    if (this.#feedback === entry.assignment) {
      this.#continue();
    }
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
    const last = this.#past.last;
    if (!last) {
      this.#remark('There is nothing to undo.');
      return;
    }
    if (last.closed) {
      this.#remark(`This answer cannot be undone any more. ${last.closed}`);
      this.#past.drop();
      this.#showUndo();
      return;
    }
    this.#past.drop();
    this.#feedback = undefined;
    if (last.item) {
      // the item is still here: it is shown at once, and the server is told in the order of events
      this.#outbox.put({ assignment: last.item.assignment, method: 'POST', path: `/undo/${last.item.assignment}`, body: { revision: last.revision, tab: this.#tab.id } });
      this.#again({ ...last.item, draft: last.answer, revision: last.revision + 2 });
    } else {
      try {
        const { item, revision } = await this.#api.send('POST', `/undo/${last.assignment}`, { revision: last.revision, tab: this.#tab.id });
        this.#again({ ...item, draft: item.draft ?? last.answer, revision: revision + 1 });
      } catch (error) {
        this.#remark(error.message);
      }
    }
    this.#showUndo();
  }

  #again(item) {
    const shown = { ...item, again: true };
    this.#queue.bringBack(shown);
    this.#present(shown);
    say(`Again: your answer was ${inWords(item.draft)}`);
  }

  #showUndo() {
    const last = this.#past.last;
    const button = byId('undo');
    button.disabled = !last;
    button.replaceChildren('Undo', ...(last ? [element('span', { class: 'what', dir: 'auto' }, inWords(last.answer))] : []));
    this.#desk.showKeys(this.#keys);
  }

  // guidelines, keys, breaks

  #showShort(text) {
    byId('short').textContent = text ?? '';
    byId('short').hidden = !text;
  }

  async #loadGuidelines() {
    this.#guidelines = await this.#api.get('/guidelines');
    this.#showShort(this.#guidelines.short);
    return this.#guidelines;
  }

  async #readGuidelines() {
    hideBanner('guidelines');
    try {
      const guidelines = await this.#loadGuidelines();
      this.#seen(guidelines.version);
    } catch (error) {
      if (!this.#guidelines) {
        this.#remark(error.message);
        return;
      }
    }
    await dialogs.showGuidelines(this.#guidelines);
    this.#desk.focus();
  }

  async #announceGuidelines() {
    const { version } = await this.#loadGuidelines().catch(() => ({}));
    banner('guidelines', 'The guidelines have changed.', { action: { title: 'Read them', run: () => this.#readGuidelines() } });
    this.#seen(version);
  }

  #seen(version) {
    if (version) {
      this.#session.guidelinesSeen = version;
      this.#api.send('POST', '/guidelines/seen', { version }).catch(() => {});
    }
  }

  async #loadPreferences() {
    this.#preferences = await this.#api.get('/preferences').catch(() => this.#preferences);
    this.#keys.chosen = this.#preferences.keys ?? {};
    this.#applyPreferences();
  }

  #applyPreferences() {
    const theme = this.#preferences.theme ?? 'system';
    if (theme === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    this.#desk.showKeys(this.#keys);
  }

  async #help() {
    await dialogs.showHelp(this.#keys, this.#desk.labels, this.#desk.codes, this.#preferences, () => {
      this.#preferences.keys = this.#keys.chosen;
      this.#applyPreferences();
      this.#api.send('PUT', '/preferences', this.#preferences).catch((error) => {
        byId('keys-problem').textContent = `Not kept for the next time: ${error.message}`;
      });
    });
    this.#desk.focus();
  }

  async #pause() {
    hideBanner('break');
    const { answers, millis } = this.#worked;
    const minutes = Math.round(millis / 60_000);
    await dialogs.showPause(`${answers} ${answers === 1 ? 'answer' : 'answers'} in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} of work since you opened this page. Nothing runs while you rest; the item waits for you.`);
    this.#worked.sinceBreak = 0;
    this.#attention.restart();
    this.#desk.focus();
  }

  #suggestBreak() {
    if (this.#worked.sinceBreak > BREAK_AFTER_MILLIS) {
      banner('break', 'You have worked for 45 minutes. A short break keeps answers good.', { action: { title: 'Take it', run: () => this.#pause() } });
      this.#worked.sinceBreak = 0;
    }
  }

  // what happens elsewhere

  #onNews(news) {
    if (news.progress) {
      showProgress(news.progress);
    }
    if (news.guidelinesVersion && news.guidelinesVersion !== this.#session.guidelinesSeen) {
      this.#announceGuidelines();
    }
    if (!this.#desk.item) {
      this.#queue.acceptNews(news);
      if (news.work) {
        this.#queue.refill();
      }
    }
  }

  #showIdle() {
    if (!this.#desk.item && !this.#feedback && this.#queue.length === 0 && !this.#signingIn) {
      this.#desk.presentPanel(...this.#idle.words());
      this.#idle.watch(() => this.#desk.item === undefined);
    }
  }

  #reachable(reached) {
    if (reached) {
      hideBanner('offline');
    } else {
      banner('offline', 'No connection. Your answers are kept here and sent when it is back.', { warn: true });
    }
  }

  #remark(words) {
    banner('remark', words, { action: { title: 'Close', run: () => hideBanner('remark') } });
  }

  async #signIn() {
    if (this.#signingIn) {
      return;
    }
    this.#signingIn = true;
    this.#code = await dialogs.signInAgain(this.#session.name, this.#code, this.#outbox.unsent);
    this.#signingIn = false;
    await this.#outbox.retryNow();
    this.#queue.refill();
    this.#desk.focus();
  }
}

/** A value that this tab was given before, for instance the invitation it came by. */
function recall(key) {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** 128 random bits; `randomUUID` exists only where the connection is secure. */
function uniqueId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
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
