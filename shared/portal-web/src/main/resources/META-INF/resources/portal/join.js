// Signing in: takes the code out of the link's fragment, which no server log sees.

const byId = (id) => document.getElementById(id);
const form = byId('join');
const code = decodeURIComponent(location.hash.slice(1));

function remember(value) {
  try {
    sessionStorage.setItem('labelloop.code', value);
  } catch {
    // signing in again then asks for the invitation
  }
}

/** Sends the form; resolves with the problem, if there is one. */
async function send() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set('code', fields.get('code').trim().replace(/^.*#/, ''));
  const response = await fetch('/join', { method: 'POST', body: fields, headers: { Accept: 'application/json' } }).catch(() => undefined);
  const answer = await response?.json().catch(() => undefined);
  if (response?.ok) {
    remember(fields.get('code'));
    location.assign(answer.next);
    return undefined;
  }
  return answer ?? { error: 'unreachable', message: 'The server cannot be reached. Please try again.' };
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const problem = await send();
  if (problem) {
    byId('problem').textContent = problem.message;
    byId(problem.error.startsWith('name') ? 'name' : 'code').focus();
  }
});

// at once, so that whoever types right away types the name
byId('name').focus();

if (code) {
  history.replaceState(null, '', location.pathname);
  byId('code').value = code;
  byId('code-field').hidden = true;
  // a manager's link needs nothing else; an annotator's asks for the name
  const problem = await send();
  if (problem && problem.error !== 'name-missing') {
    byId('problem').textContent = problem.message;
    byId('code-field').hidden = false;
  }
}
