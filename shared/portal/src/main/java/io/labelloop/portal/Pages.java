package io.labelloop.portal;

import io.labelloop.workflow.port.NoSuchObjectException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The pages of the jobs and of the gold items. */
final class Pages {
  private static final int REMEMBERED = 512;

  private final PortalStore store;
  private final PortalKeys keys;
  private final GoldItems gold;
  // questions never change, so a copy in memory cannot be wrong
  private final Map<String, List<Question>> questions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Question>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Pages(PortalStore store, PortalKeys keys, GoldItems gold) {
    this.store = store;
    this.keys = keys;
    this.gold = gold;
  }

  /**
   * Where a page's documents lie.
   *
   * @param key of what became of its questions
   * @param answers under which its answers lie
   */
  record Place(Spot.PageId id, String questionsKey, String key, String answers) {
    /** The key of a revision of a person's answer. */
    String answer(int index, PersonId person, int revision) {
      return answers
          + String.format(java.util.Locale.ROOT, "%04d-%s/%04d", index, person, revision)
          + ".json";
    }
  }

  Place place(JobIndex.Job job, int page) {
    return new Place(
        new Spot.PageId(job.number(), page),
        PortalKeys.questions(job.key(), page),
        PortalKeys.page(job.key(), page),
        PortalKeys.answers(job.key(), page));
  }

  /** The page of gold items that a person has. */
  Place goldPlace(PersonId person) {
    return new Place(
        new Spot.PageId(Spot.GOLD, 0), "", keys.goldPage(person), keys.goldAnswers(person));
  }

  List<Question> questions(Place place) {
    if (place.id().gold()) {
      return gold.questions();
    }
    synchronized (questions) {
      List<Question> known = questions.get(place.questionsKey());
      if (known != null) {
        return known;
      }
    }
    List<Question> read =
        store
            .find(place.questionsKey(), Question[].class)
            .map(Arrays::asList)
            .orElseThrow(() -> new NoSuchObjectException(place.questionsKey()));
    synchronized (questions) {
      questions.put(place.questionsKey(), read);
    }
    return read;
  }

  Page read(Place place) {
    return store.find(place.key(), Page.class).orElseGet(() -> untouched(place));
  }

  /** Changes a page; the change may be called more than once. */
  Page update(Place place, UnaryOperator<Page> change) {
    return store.update(place.key(), Page.class, () -> untouched(place), change);
  }

  private Page untouched(Place place) {
    return Page.untouched(questions(place).size());
  }
}
