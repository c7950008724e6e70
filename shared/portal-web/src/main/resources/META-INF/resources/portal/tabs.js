// This tab among others of the same person: the server gives each its own items.

const KEY = 'labelloop.tabs';
const MOST = 20;

function fresh() {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
}

/** Takes a name for as long as this tab lives, unless another living tab has it. */
function claim(id) {
  return new Promise((resolve) => {
    navigator.locks.request(`labelloop-tab-${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

/**
 * A name that no other living tab has. It is that of a tab that is gone, if there is one: after a reload or a crash the
 * same items come back.
 */
async function name() {
  if (!navigator.locks) {
    return fresh();
  }
  let known;
  try {
    known = JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    known = [];
  }
  for (const id of known) {
    if (await claim(id)) {
      return id;
    }
  }
  const id = fresh();
  await claim(id);
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...known].slice(0, MOST)));
  } catch {
    // a browser that keeps nothing gives every page a new name
  }
  return id;
}

export class Tab {
  #channel = new BroadcastChannel('labelloop');

  constructor(id, onProgress) {
    this.id = id;
    this.#channel.onmessage = (event) => onProgress(event.data);
  }

  /** Takes up this tab; `onProgress` is called with the progress that another tab was told. */
  static async open(onProgress) {
    return new Tab(await name(), onProgress);
  }

  tellProgress(progress) {
    this.#channel.postMessage(progress);
  }
}
