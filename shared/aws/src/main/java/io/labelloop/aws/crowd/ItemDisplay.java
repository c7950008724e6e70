package io.labelloop.aws.crowd;

import io.labelloop.campaign.ImageSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Picture;
import io.labelloop.workflow.port.LabelingJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page shows of an item, as the fields of {@code task.input}.
 *
 * <ul>
 *   <li>{@code item}: the item's id; {@code name}: the name of its answer;
 *   <li>{@code source}: its text or sentence, or its id where it has none; {@code text}: true for a
 *       text;
 *   <li>{@code picture}: a picture on the web, or a grey one drawn from numeric columns, as a data
 *       URI;
 *   <li>{@code rows}: numeric columns by name, where there is no picture.
 * </ul>
 *
 * @param columns the names of the numeric columns, in order
 */
public record ItemDisplay(Optional<ImageSpec> image, List<String> columns) {
  public ItemDisplay {
    columns = List.copyOf(columns);
  }

  /**
   * The fields of a question.
   *
   * @param index the question's place in its job, from 0
   */
  public Map<String, Object> input(LabelingJob.Question question, int index) {
    var input = new LinkedHashMap<String, Object>();
    input.put("source", question.item().value());
    input.put("item", question.item().value());
    input.put("name", WorkerPage.answerName(index));
    if (question.content() instanceof ItemContent.Text text) {
      input.put("source", text.text());
      input.put("text", true);
    } else if (question.content() instanceof ItemContent.Tokens sentence) {
      input.put("source", sentence.text());
      input.put("text", true);
    } else if (question.content() instanceof ItemContent.Features features) {
      Optional<ImageSpec.Grey> grey =
          image
              .filter(ImageSpec.Grey.class::isInstance)
              .map(ImageSpec.Grey.class::cast)
              .filter(spec -> spec.rows() * spec.columns() == features.values().size());
      // a key is no address: such a picture is for the portal, which reads it for its people
      Optional<String> address =
          features.picture().filter(p -> p.host().isPresent()).map(Picture::location);
      if (grey.isPresent()) {
        input.put("picture", GreyPicture.dataUri(grey.get(), features.values()));
      } else if (address.isPresent()) {
        input.put("picture", address.get());
      } else {
        input.put("rows", rows(features));
      }
    }
    return input;
  }

  private List<Map<String, Object>> rows(ItemContent.Features features) {
    var rows = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < features.values().size(); i++) {
      String name = i < columns.size() ? columns.get(i) : "column " + (i + 1);
      rows.add(Map.of("name", name, "value", plain(features.values().get(i))));
    }
    return rows;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
