package io.labelloop.portal;

/** How many answers of each standing and kind there are. */
final class AnswerTally {
  int counts;
  int surplus;
  int late;
  int skips;
  int cannotTell;

  void add(Page.Entry entry) {
    entry.given().forEach(this::add);
  }

  void add(Page.Given given) {
    switch (given.standing()) {
      case COUNTS -> counts++;
      case SURPLUS -> surplus++;
      case LATE -> late++;
      case TRAINING, NOTED -> {
        // no answers
      }
    }
    skips += given.reply().kind() == AnswerKind.SKIP ? 1 : 0;
    cannotTell += given.reply().kind() == AnswerKind.CANNOT_TELL ? 1 : 0;
  }
}
