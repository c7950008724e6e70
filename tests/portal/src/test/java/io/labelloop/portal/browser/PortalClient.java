package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A person without a browser: what a script or a second device does by HTTP. */
final class PortalClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();
  private final String origin;

  private PortalClient(String url) {
    this.origin = url.replaceAll("/$", "");
  }

  /** Comes in by an invitation link, or fails if the portal does not let this person in. */
  static PortalClient joined(ServedCampaign campaign, String link, String name)
      throws IOException, InterruptedException {
    PortalClient client = new PortalClient(campaign.url());
    HttpResponse<String> answer = client.join(link, name);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("not let in: " + answer.body());
    }
    return client;
  }

  static PortalClient stranger(ServedCampaign campaign) {
    return new PortalClient(campaign.url());
  }

  HttpResponse<String> join(String link, String name) throws IOException, InterruptedException {
    String form =
        "code="
            + link.substring(link.indexOf('#') + 1)
            + "&name="
            + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return http.send(
        request("/join")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
    return JSON.readTree(send(method, path, body).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path))
        .header("Accept", "application/json, */*;q=0.5")
        .header("Origin", origin);
  }

  @Override
  public void close() {
    http.close();
  }
}
