package io.labelloop.tests.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's browser in front of an HTTP API that passes requests to a function, as API Gateway
 * does: events of payload format 2.0. It keeps cookies and goes nowhere by itself.
 */
final class PortalBrowser {
  static final String HOST = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com";
  static final String ADDRESS = "https://" + HOST;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FunctionProcess function;
  private final Map<String, String> cookies = new HashMap<>();

  PortalBrowser(FunctionProcess function) {
    this.function = function;
  }

  /** What the HTTP API answers. */
  static final class Page {
    private final int status;
    private final Map<String, String> headers;
    private final List<String> cookies;
    private final byte[] body;

    /**
     * @param headers by their names in lower case
     * @param cookies as they are set
     */
    Page(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.cookies = cookies;
      this.body = body;
    }

    int status() {
      return status;
    }

    List<String> cookies() {
      return cookies;
    }

    byte[] body() {
      return body;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    URI location() {
      return URI.create(header("location"));
    }
  }

  Map<String, String> cookies() {
    return cookies;
  }

  Page get(String path) {
    return send("GET", path, Map.of(), Optional.empty());
  }

  /** Sends a request as the portal's own pages do. */
  Page send(String method, String path, String body) {
    return send(
        method,
        path,
        Map.of("origin", ADDRESS, "content-type", "application/json"),
        Optional.of(body));
  }

  /** Sends a form as the portal's own pages do. */
  Page post(String path) {
    return send(
        "POST",
        path,
        Map.of("origin", ADDRESS, "content-type", "application/x-www-form-urlencoded"),
        Optional.of(""));
  }

  /** Sends a request that carries these headers besides what every browser sends. */
  Page send(String method, String path, Map<String, String> headers, Optional<String> body) {
    return answered(event(method, path, headers, body));
  }

  /** A request as the HTTP API tells the function of it. */
  ObjectNode event(String method, String path, Map<String, String> headers, Optional<String> body) {
    String[] parts = path.split("\\?", 2);
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", parts[0]);
    event.put("rawQueryString", parts.length > 1 ? parts[1] : "");
    if (!cookies.isEmpty()) {
      var list = event.putArray("cookies");
      cookies.forEach((name, value) -> list.add(name + "=" + value));
    }
    ObjectNode sent = event.putObject("headers");
    sent.put("host", HOST)
        .put("accept", "text/html,application/json;q=0.9,*/*;q=0.8")
        .put("user-agent", "test")
        .put("x-amzn-trace-id", "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e")
        .put("x-forwarded-for", "203.0.113.7")
        .put("x-forwarded-port", "443")
        .put("x-forwarded-proto", "https");
    headers.forEach(sent::put);
    body.ifPresent(
        text ->
            sent.put(
                "content-length", String.valueOf(text.getBytes(StandardCharsets.UTF_8).length)));
    ObjectNode context = event.putObject("requestContext");
    context
        .put("accountId", "123456789012")
        .put("apiId", "a1b2c3d4e5")
        .put("domainName", HOST)
        .put("domainPrefix", "a1b2c3d4e5")
        .put("requestId", "JKJaXmPLvHcESHA=")
        .put("routeKey", "$default")
        .put("stage", "$default")
        .put("time", "10/Mar/2020:05:16:23 +0000")
        .put("timeEpoch", 1583817383220L);
    context
        .putObject("http")
        .put("method", method)
        .put("path", parts[0])
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "203.0.113.7")
        .put("userAgent", "test");
    body.ifPresent(text -> event.put("body", text));
    event.put("isBase64Encoded", false);
    return event;
  }

  /** The same request with its body in base64, as the HTTP API sends what it takes for binary. */
  static ObjectNode inBase64(ObjectNode event) {
    String body = event.path("body").asText();
    event.put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    return event.put("isBase64Encoded", true);
  }

  /** Sends an event and keeps the cookies of the answer. */
  Page answered(ObjectNode event) {
    JsonNode answer;
    try {
      answer = JSON.readTree(function.invoke(event.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> headers = new HashMap<>();
    answer
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
    var set = new ArrayList<String>();
    answer.path("cookies").forEach(cookie -> set.add(cookie.asText()));
    set.forEach(this::keep);
    String body = answer.path("body").asText("");
    return new Page(
        answer.path("statusCode").asInt(),
        headers,
        set,
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8));
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1].replaceAll("^\"|\"$", ""));
    }
  }

  /** Follows a link to the portal, signs in at the issuer, and is where the portal sends it. */
  Page signIn(OidcServer issuer, String path) {
    Page back = get(pathOf(issuer.authorize(toIssuer(path))));
    return back.status() == 303 ? get(back.location().toString()) : back;
  }

  /** Follows a link to the portal as far as the issuer's address. */
  URI toIssuer(String path) {
    Page page = get(path);
    for (int i = 0; i < 3 && page.status() == 303; i++) {
      URI to = page.location();
      if (to.isAbsolute() && !to.toString().startsWith(ADDRESS)) {
        return to;
      }
      page = get(pathOf(to));
    }
    throw new AssertionError("not sent to the issuer: " + page.status() + " " + page.text());
  }

  /** The path and query of an address of the portal. */
  static String pathOf(URI uri) {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }
}
