package io.labelloop.aws.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The class that a form's field says, in any of the shapes in which crowd-html elements send it.
 *
 * <ul>
 *   <li>{@code "ham"}: a plain field or a select;
 *   <li>{@code {"label": "ham"}}: {@code crowd-classifier} and {@code crowd-image-classifier};
 *   <li>{@code {"ham": true, "spam": false}}: {@code crowd-radio-button}s of one name.
 * </ul>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-reference.html">Crowd
 *     HTML elements</a>
 */
public final class CrowdAnswer {
  private CrowdAnswer() {}

  /**
   * The index of the answered label.
   *
   * @return nothing if the field is missing, has no shape that is known, or names no label
   */
  public static OptionalInt label(JsonNode field, List<String> labels) {
    return text(field)
        .map(labels::indexOf)
        .filter(index -> index >= 0)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static Optional<String> text(JsonNode field) {
    if (field.isTextual()) {
      return Optional.of(field.textValue());
    }
    if (field.path("label").isTextual()) {
      return Optional.of(field.path("label").textValue());
    }
    var chosen =
        field.properties().stream()
            .filter(button -> button.getValue().isBoolean() && button.getValue().booleanValue())
            .map(java.util.Map.Entry::getKey)
            .toList();
    return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
  }
}
