// What the browser keeps for a person: answers on their way, and tagging that was started.

const NAME = 'labelloop';
const ANSWERS = 'answers';
const DRAFTS = 'drafts';

/** A promise of an IndexedDB request. */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The same interface without IndexedDB: forgets everything with the page. */
class Memory {
  #answers = new Map();
  #drafts = new Map();
  #sequence = 0;
  lasting = false;

  async add(entry) {
    this.#answers.set(++this.#sequence, { ...entry, sequence: this.#sequence });
    return this.#sequence;
  }

  async waiting(person) {
    return [...this.#answers.values()].filter((entry) => entry.person === person);
  }

  async remove(sequence) {
    this.#answers.delete(sequence);
  }

  async draft(assignment) {
    return this.#drafts.get(assignment)?.value;
  }

  async keepDraft(assignment, value) {
    this.#drafts.set(assignment, { value });
  }

  async dropDraft(assignment) {
    this.#drafts.delete(assignment);
  }
}

class Database {
  lasting = true;
  #database;

  constructor(database) {
    this.#database = database;
  }

  #store(name, mode) {
    return this.#database.transaction(name, mode).objectStore(name);
  }

  /** Resolves when the entry is written, with its place in the order of sending. */
  add(entry) {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(ANSWERS, 'readwrite');
      const request = transaction.objectStore(ANSWERS).add(entry);
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async waiting(person) {
    const entries = await done(this.#store(ANSWERS, 'readonly').getAll());
    return entries.filter((entry) => entry.person === person);
  }

  remove(sequence) {
    return done(this.#store(ANSWERS, 'readwrite').delete(sequence));
  }

  async draft(assignment) {
    return (await done(this.#store(DRAFTS, 'readonly').get(assignment)))?.value;
  }

  keepDraft(assignment, value) {
    return done(this.#store(DRAFTS, 'readwrite').put({ assignment, value, at: Date.now() }));
  }

  dropDraft(assignment) {
    return done(this.#store(DRAFTS, 'readwrite').delete(assignment));
  }
}

/** Opens the browser's database; where it refuses, a substitute that does not last. */
export async function openStorage() {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ANSWERS, { keyPath: 'sequence', autoIncrement: true });
      request.result.createObjectStore(DRAFTS, { keyPath: 'assignment' });
    };
    return new Database(await done(request));
  } catch {
    return new Memory();
  }
}
