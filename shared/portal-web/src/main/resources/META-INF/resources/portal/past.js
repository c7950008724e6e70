// The last answers of a person, newest first, on whatever device they were given.

const REACH = 10;

export class Past {
  #api;
  #answers = [];

  constructor(api) {
    this.#api = api;
  }

  /** Takes over what the server knows from before this page was opened. */
  async load() {
    const { answers } = await this.#api.get('/history').catch(() => ({ answers: [] }));
    const known = new Set(this.#answers.map(({ assignment }) => assignment));
    const earlier = answers
      .filter(({ assignment }) => !known.has(assignment))
      .map(({ assignment, revision, answer, undoable, why }) => ({ assignment, revision, answer, closed: undoable ? undefined : why || 'It is too late.' }));
    this.#answers = [...this.#answers, ...earlier].slice(0, REACH);
  }

  get last() {
    return this.#answers[0];
  }

  add(item, answer, revision) {
    const others = this.#answers.filter(({ assignment }) => assignment !== item.assignment);
    this.#answers = [{ assignment: item.assignment, item, answer, revision }, ...others].slice(0, REACH);
  }

  drop() {
    this.#answers.shift();
  }

  /** Says why an answer cannot be undone any more. */
  close(assignment, why) {
    for (const answer of this.#answers.filter((other) => other.assignment === assignment)) {
      answer.closed = why ?? 'The item is decided.';
    }
  }
}
