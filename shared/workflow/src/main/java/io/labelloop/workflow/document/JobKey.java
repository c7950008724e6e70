package io.labelloop.workflow.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which wave a labeling job's key belongs to: what {@link CampaignKeys#job} made, taken apart.
 *
 * @param prefix the campaign's folder, with a slash at its end
 * @param round from 1
 * @param wave from 1
 */
public record JobKey(String prefix, int round, int wave) {
  private static final Pattern FORM =
      Pattern.compile("(.*/)rounds/(\\d{1,9})/jobs/(\\d{1,9})", Pattern.DOTALL);

  /** The wave of a key, or nothing if the key is of another form. */
  public static Optional<JobKey> parse(String key) {
    Matcher form = FORM.matcher(key);
    return form.matches()
        ? Optional.of(
            new JobKey(
                form.group(1), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3))))
        : Optional.empty();
  }
}
