package io.labelloop.portal;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.ImageSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows items as the campaign says. */
final class ItemViews {
  private final CampaignSpec campaign;
  private final List<String> columns;
  private final String id;
  private final PortalSecret secret;

  /**
   * @param columns the names of the numeric columns, in the order of the values
   * @param id the campaign's id
   */
  ItemViews(CampaignSpec campaign, List<String> columns, String id, PortalSecret secret) {
    this.campaign = campaign;
    this.columns = List.copyOf(columns);
    this.id = id;
    this.secret = secret;
  }

  ItemView of(Spot spot, Question question) {
    return new ItemView(
        campaign.task().question(),
        content(spot, question.content()),
        question.training() ? Optional.of(true) : Optional.empty());
  }

  ItemView.Content content(Spot spot, ItemContent content) {
    return switch (content) {
      case ItemContent.Text text -> new ItemView.Content.Text(text.text());
      case ItemContent.Tokens sentence -> new ItemView.Content.Tokens(sentence.tokens());
      case ItemContent.Features features ->
          features
              .picture()
              .map(picture -> image(spot, picture))
              .orElseGet(() -> numbers(features.values().toArray()));
    };
  }

  /** A picture with its address: its own on the web, or one here that does not tell its key. */
  private ItemView.Content image(Spot spot, Picture picture) {
    String address =
        picture.host().isPresent()
            ? picture.location()
            : "/api/" + id + "/pictures/" + Pictures.name(secret, spot);
    return new ItemView.Content.Image(address, picture.alt().orElse(""));
  }

  private ItemView.Content numbers(double[] values) {
    if (campaign.pool().image().orElse(null) instanceof ImageSpec.Grey grey
        && grey.rows() * grey.columns() == values.length) {
      return new ItemView.Content.Grey(
          grey.rows(), grey.columns(), grey.max(), boxed(values), "image of the item");
    }
    var rows = new ArrayList<ItemView.Content.Row>();
    for (int i = 0; i < values.length; i++) {
      String name = i < columns.size() ? columns.get(i) : "column " + (i + 1);
      rows.add(new ItemView.Content.Row(name, values[i]));
    }
    return new ItemView.Content.Table(rows);
  }

  private static List<Double> boxed(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }
}
