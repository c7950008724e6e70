package io.labelloop.local.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a browser asks for: the fields of its address, or of the form that it posts. */
record Request(Map<String, String> fields) {
  private static final int LARGEST_FORM = 4_096;

  Request {
    fields = Map.copyOf(fields);
  }

  static Request ofAddress(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return new Request(parse(query == null ? "" : query));
  }

  /** Empty if the form is larger than any of the dashboard's. */
  static Optional<Request> ofForm(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      byte[] bytes = body.readNBytes(LARGEST_FORM + 1);
      return bytes.length > LARGEST_FORM
          ? Optional.empty()
          : Optional.of(new Request(parse(new String(bytes, StandardCharsets.UTF_8))));
    }
  }

  private static Map<String, String> parse(String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        } catch (IllegalArgumentException malformed) {
          // a field that no form of ours sends is none
        }
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
