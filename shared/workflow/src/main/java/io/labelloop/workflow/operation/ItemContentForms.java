package io.labelloop.workflow.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.labelloop.pool.ItemContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The forms in which an item's content can stand in a document: as it is, as JSON escapes it, as
 * HTML and XML escape it, in Base64 at any of its three places, and each of these in gzip.
 *
 * <p>A content of fewer than {@value #SHORTEST} characters is looked for nowhere: it would be found
 * in what has nothing to do with it.
 */
public final class ItemContentForms {
  /** The fewest characters that are looked for by their bytes. */
  public static final int SHORTEST = 12;

  /** Of a content that is not known any more. */
  static final ItemContentForms NONE = new ItemContentForms(Set.of(), List.of());

  private static final JsonMapper PLAIN = new JsonMapper();
  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int GZIP_MAGIC = 0x8b1f;

  private final List<String> texts;
  private final List<byte[]> forms;

  private ItemContentForms(Set<String> texts, List<byte[]> forms) {
    this.texts = List.copyOf(texts);
    this.forms = forms;
  }

  /** The forms of a text, or of a sentence's tokens with blanks, tabs or line breaks between. */
  public static ItemContentForms of(ItemContent content) {
    Set<String> whole = new LinkedHashSet<>();
    switch (content) {
      case ItemContent.Text text -> whole.add(text.text());
      case ItemContent.Tokens tokens -> {
        whole.add(String.join(" ", tokens.tokens()));
        whole.add(String.join("\t", tokens.tokens()));
        whole.add(String.join("\n", tokens.tokens()));
        whole.add(String.join("\",\"", tokens.tokens()));
        whole.add(String.join("\", \"", tokens.tokens()));
      }
      case ItemContent.Features numbers -> {
        // numbers are nobody's words
      }
    }
    whole.removeIf(text -> text.length() < SHORTEST);
    Set<String> texts = new LinkedHashSet<>();
    for (String text : whole) {
      texts.add(text);
      texts.add(inside(PLAIN, text));
      texts.add(inside(ASCII, text));
      texts.add(inside(ASCII, text).replace("/", "\\/"));
      String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      texts.add(html);
      texts.add(html.replace("\"", "&quot;"));
      for (String apostrophe : List.of("&#39;", "&#x27;", "&apos;")) {
        texts.add(html.replace("\"", "&quot;").replace("'", apostrophe));
        texts.add(html.replace("\"", "&#34;").replace("'", apostrophe));
      }
    }
    Set<String> all = new LinkedHashSet<>(texts);
    for (String text : whole) {
      all.addAll(base64(text.getBytes(StandardCharsets.UTF_8)));
    }
    return new ItemContentForms(
        texts, all.stream().map(form -> form.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static String inside(JsonMapper mapper, String text) {
    try {
      String quoted = mapper.writeValueAsString(text);
      return quoted.substring(1, quoted.length() - 1);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What does not depend on the bytes before and behind, for each place in a group of three. */
  private static List<String> base64(byte[] text) {
    return java.util.stream.IntStream.range(0, 3)
        .mapToObj(
            before -> {
              byte[] shifted = new byte[before + text.length];
              System.arraycopy(text, 0, shifted, before, text.length);
              String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
              return encoded.substring(before == 0 ? 0 : before + 1, shifted.length / 3 * 4);
            })
        .toList();
  }

  /** Whether a content is long enough to be looked for. */
  public boolean any() {
    return !forms.isEmpty();
  }

  /** Whether a document has the content in any form. */
  public boolean in(byte[] document) {
    return forms.stream().anyMatch(form -> indexOf(document, form) >= 0)
        || (isGzip(document) && in(unpacked(document)));
  }

  /** The same text with another word wherever a form of the content stands. */
  String without(String text, String word) {
    String left = text;
    for (String form : texts) {
      left = left.replace(form, word);
    }
    return left;
  }

  private static boolean isGzip(byte[] document) {
    return document.length > 2 && ((document[0] & 0xff) | (document[1] & 0xff) << 8) == GZIP_MAGIC;
  }

  private static byte[] unpacked(byte[] gzip) {
    try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return content.readAllBytes();
    } catch (IOException noGzip) {
      return new byte[0];
    }
  }

  private static int indexOf(byte[] document, byte[] form) {
    for (int at = 0; at + form.length <= document.length; at++) {
      if (document[at] == form[0]
          && Arrays.equals(document, at, at + form.length, form, 0, form.length)) {
        return at;
      }
    }
    return -1;
  }
}
