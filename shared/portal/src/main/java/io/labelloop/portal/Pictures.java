package io.labelloop.portal;

import io.labelloop.campaign.ImageSpec;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Picture;
import io.labelloop.workflow.port.NoSuchObjectException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of a campaign that lie in its store. A name is sealed, so it tells neither the key
 * nor whether the item is a gold one, and nothing outside the pool's folder can be named. Nothing
 * is ever fetched from the web here.
 */
public final class Pictures {
  /** The largest picture that is shown: what a function may answer with, in base64. */
  public static final int MOST_BYTES = 4 << 20;

  // one name for everybody: pictures are no person's own
  private static final PersonId EVERYBODY = new PersonId("p-everybody-pictures");

  private final PortalContext context;

  Pictures(PortalContext context) {
    this.context = context;
  }

  /** What there is by a name. */
  public sealed interface Look {
    /** A picture; its content is handed on and not kept. */
    @SuppressWarnings("ArrayRecordComponent")
    record Shown(byte[] content, PictureType type) implements Look {}

    /** There is no such name, or no object at its key. */
    record Missing() implements Look {}

    /** The object is too large, or no picture of the kinds that are shown. */
    record Refused(String reason) implements Look {}
  }

  /** The name of the picture of a question. */
  static String name(PortalSecret secret, Spot spot) {
    return secret.seal(EVERYBODY, spot);
  }

  /** Where pictures on the web may come from: the hosts that the campaign names. */
  public List<String> hosts() {
    return context.campaign().pool().image().orElse(null) instanceof ImageSpec.Reference image
        ? image.hosts()
        : List.of();
  }

  /** The picture of a name. */
  public Look find(String name) {
    Optional<String> key =
        context
            .secret()
            .open(EVERYBODY, name)
            .flatMap(this::picture)
            .filter(picture -> picture.host().isEmpty())
            .map(picture -> folder() + picture.location());
    if (key.isEmpty()) {
      return new Look.Missing();
    }
    byte[] content;
    try (InputStream bytes = context.store().objects().open(key.get(), 0, MOST_BYTES + 1L)) {
      content = bytes.readAllBytes();
    } catch (NoSuchObjectException missing) {
      return new Look.Missing();
    } catch (IOException e) {
      throw new io.labelloop.workflow.port.StoreException("cannot read '" + key.get() + "'", e);
    }
    if (content.length > MOST_BYTES) {
      return new Look.Refused("pictures may have at most " + MOST_BYTES + " bytes");
    }
    return PictureType.of(content)
        .<Look>map(type -> new Look.Shown(content, type))
        .orElseGet(() -> new Look.Refused("this is no PNG, JPEG, GIF or WebP"));
  }

  private Optional<Picture> picture(Spot spot) {
    return context
        .place(EVERYBODY, spot.pageId())
        .map(place -> context.pages().questions(place).get(spot.index()))
        .map(Question::content)
        .filter(ItemContent.Features.class::isInstance)
        .flatMap(content -> ((ItemContent.Features) content).picture());
  }

  private String folder() {
    return PoolLocation.folder(context.keys().prefix(), context.campaign().pool().location());
  }
}
