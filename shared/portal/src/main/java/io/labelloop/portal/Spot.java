package io.labelloop.portal;

/**
 * Where a question stands.
 *
 * @param job the number of its labeling job in the campaign's {@link JobIndex}, from 1; 0 for the
 *     gold items, of which each person has a page of their own
 * @param page the page of the job, from 0
 * @param index the place in the page, from 0
 */
record Spot(int job, int page, int index) {
  static final int GOLD = 0;

  Spot {
    if (job < 0 || job > 0xffff || page < 0 || page > 0xffffff || index < 0 || index > 0xffff) {
      throw new IllegalArgumentException(
          "no such place: job " + job + ", page " + page + ", index " + index);
    }
  }

  /** The page that the question is in. */
  PageId pageId() {
    return new PageId(job, page);
  }

  /** A page of a job. */
  record PageId(int job, int page) {
    boolean gold() {
      return job == GOLD;
    }

    Spot at(int index) {
      return new Spot(job, page, index);
    }
  }
}
