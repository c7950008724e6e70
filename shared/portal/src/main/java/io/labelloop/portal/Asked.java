package io.labelloop.portal;

import java.util.Optional;

/** A question that a person was given, found by the name of its assignment. */
record Asked(PersonId person, Spot spot, Pages.Place place, Question question) {
  /** The question of an assignment, or nothing if it was not made for this person. */
  static Optional<Asked> find(PortalContext context, PersonId person, String assignment) {
    return context
        .secret()
        .open(person, assignment)
        .flatMap(
            spot ->
                context
                    .place(person, spot.pageId())
                    .map(
                        place ->
                            new Asked(
                                person,
                                spot,
                                place,
                                context.pages().questions(place).get(spot.index()))));
  }

  /** The key of a revision of the person's answer. */
  String key(int revision) {
    return place.answer(spot.index(), person, revision);
  }

  /** The person's latest revision, if they said anything. */
  Optional<Page.Given> given(Page page) {
    return page.entry(spot).of(person);
  }

  /** The number of the person's latest revision, 0 if there is none. */
  int lastRevision(Page page) {
    return given(page).map(Page.Given::revision).orElse(0);
  }

  /** Why an answer can no longer be changed, if so. */
  Optional<String> closed(PortalContext context, Page page) {
    if (question.training()) {
      return Optional.of("answers to items for practice are not changed");
    }
    boolean open =
        place.id().gold()
            ? goldIsOpen(context, page)
            : !page.closed()
                && context
                    .jobs()
                    .index()
                    .find(spot.job())
                    .filter(job -> job.open(context.clock().instant()))
                    .isPresent();
    return open ? Optional.empty() : Optional.of("the batch of this item has ended");
  }

  /** Gold items close when the batch closes in which they were answered, as others do. */
  private boolean goldIsOpen(PortalContext context, Page page) {
    var at = given(page).map(Page.Given::at).orElse(context.clock().instant());
    return context.openJobs().stream().anyMatch(job -> !job.publishedAt().isAfter(at));
  }
}
