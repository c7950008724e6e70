// The manager's pages: each is a module that shows what its part of the interface answers.

import { Api } from './api.js';

const PAGES = {
  overview: () => import('./overview.js'),
  items: () => import('./items.js'),
  disputes: () => import('./disputes.js'),
  people: () => import('./people.js'),
  guidelines: () => import('./guidelines.js'),
  invitations: () => import('./invitations.js'),
};
const REFRESH_MILLIS = 5000;

const { campaign, page } = document.body.dataset;
const problem = document.getElementById('problem');

/** Runs something that may fail and shows why it did. */
async function attempt(work) {
  try {
    await work();
    problem.textContent = '';
  } catch (error) {
    if (error.status === 401) {
      location.assign(`/join?next=${encodeURIComponent(location.pathname)}`);
    }
    problem.textContent = error.message;
  }
}

function say(words) {
  document.getElementById('said').textContent = words;
}

if (page in PAGES) {
  const { ManagersPage } = await PAGES[page]();
  const shown = new ManagersPage(new Api(campaign), document.getElementById('content'), { attempt, say });
  await attempt(() => shown.load());
  setInterval(() => {
    if (document.visibilityState === 'visible' && shown.live) {
      attempt(() => shown.load());
    }
  }, REFRESH_MILLIS);
}
