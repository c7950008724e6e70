package io.labelloop.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of the portal's documents: one line, absent values left out. */
public final class PortalJson {
  private static final ObjectMapper MAPPER =
      JsonCodec.mapper()
          .copy()
          // what a page leaves out is absent; each request says what it cannot do without
          .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private PortalJson() {}

  /** The mapper itself, for requests and answers over HTTP. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
