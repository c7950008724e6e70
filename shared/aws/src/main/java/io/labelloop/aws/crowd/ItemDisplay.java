package io.labelloop.aws.crowd;

import io.labelloop.campaign.ImageSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceRefusedException;
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
 *   <li>{@code image}: the S3 URI of a picture beside the pool, which Ground Truth's filter {@code
 *       grant_read_access} signs when somebody is shown it; {@code alt}: what a picture shows, in
 *       words;
 *   <li>{@code rows}: numeric columns by name, where there is no picture.
 * </ul>
 *
 * @param columns the names of the numeric columns, in order
 * @param folder the S3 URI, with a slash at its end, of the folder to which keys of pictures
 *     belong; none where a page has no access to the bucket
 */
public record ItemDisplay(
    Optional<ImageSpec> image, List<String> columns, Optional<String> folder) {
  private static final String NO_WORDS = "the item to label";

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
      if (grey.isPresent()) {
        input.put("picture", GreyPicture.dataUri(grey.get(), features.values()));
        input.put("alt", NO_WORDS);
      } else if (features.picture().isPresent()) {
        Picture picture = features.picture().get();
        if (picture.host().isPresent()) {
          input.put("picture", picture.location());
        } else {
          input.put("image", folder(question.item()) + picture.location());
        }
        input.put("alt", picture.alt().orElse(NO_WORDS));
      } else {
        input.put("rows", rows(features));
      }
    }
    return input;
  }

  private String folder(ItemId item) {
    return folder.orElseThrow(
        () ->
            new WorkforceRefusedException(
                "the picture of item '"
                    + item
                    + "' is an object of the bucket, which these workers cannot read; give pictures as https"
                    + " addresses and name their hosts in /pool/image/hosts"));
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
