package io.labelloop.portal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Somebody who talks to the portal as the page does. */
final class PortalClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String address;
  private final String cookie;
  private final String campaign;

  private PortalClient(String address, String cookie, String campaign) {
    this.address = address;
    this.cookie = cookie;
    this.campaign = campaign;
  }

  /** Somebody who is not signed in. */
  static PortalClient stranger(String address) {
    return new PortalClient(address, "", "birds");
  }

  static PortalClient join(String address, String code, String name)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = tryToJoin(address, code, name, false);
    if (answer.statusCode() != 200) {
      throw new AssertionError("cannot join: " + answer.statusCode() + " " + answer.body());
    }
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    return new PortalClient(address, cookie, JSON.readTree(answer.body()).get("campaign").asText());
  }

  static HttpResponse<String> tryToJoin(String address, String code, String name, boolean returning)
      throws IOException, InterruptedException {
    String form =
        "code="
            + URLEncoder.encode(code, StandardCharsets.UTF_8)
            + "&name="
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
            + "&returning="
            + returning;
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address + "/join"))
            .header("Origin", address)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  String campaign() {
    return campaign;
  }

  String cookie() {
    return cookie;
  }

  /** Sends a request with this person's cookie and the page's own origin. */
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, Map.of("Origin", address));
  }

  HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Calls the interface of this person's campaign and expects success. */
  JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, "/api/" + campaign + path, body);
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
