package io.labelloop.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.local.cli.Labelloop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardServerTest {
  @TempDir private static Path folder = Path.of("");
  private static final StringWriter out = new StringWriter();
  private static byte[] ledger = new byte[0];

  private DashboardServer server =
      new DashboardServer(List.of(), 0, "nobody", InstantSource.system());

  /** A campaign whose first round is done and whose second has not been decided. */
  @BeforeAll
  static void runACampaignAndTakeItsEndAway() throws IOException {
    var pool = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      String word = List.of("sun", "warm", "bright", "rain", "cold", "grey").get(i % 6);
      pool.append(
          "{\"id\":%d,\"text\":\"%s day %d\",\"label\":\"%s\"}%n"
              .formatted(i, word, i, i % 6 < 3 ? "good" : "bad"));
    }
    Files.writeString(folder.resolve("pool.jsonl"), pool);
    Files.writeString(
        folder.resolve("campaign.json"),
        """
        {"name": "days", "task": {"labels": ["good", "bad"]}, "pool": {"location": "pool.jsonl"},
         "query": {"batchSize": 10},
         "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.10 USD",
           "annotators": [{"count": 3, "accuracy": 0.97}], "annotationsPerItem": {"min": 1, "max": 2}},
         "stop": {"accuracy": {"target": 0.7}, "budget": "50 USD", "maxRounds": 1}}
        """);
    assertThat(labelloop("run", campaign(), "--workspace", workspace().toString())).isZero();
    for (String end :
        List.of(
            "summary.json",
            "labels.jsonl",
            "checksums.sha256",
            "checksums.sha256.sha256",
            "rounds/0001/decision.json")) {
      Files.deleteIfExists(documents().resolve(end));
    }
    ledger = Files.readAllBytes(documents().resolve("state/ledger.json"));
  }

  @BeforeEach
  void serveItWithoutOrders() throws IOException {
    Files.deleteIfExists(documents().resolve("orders.json"));
    Files.write(documents().resolve("state/ledger.json"), ledger);
    server.close();
    server = new DashboardServer(List.of(folder), 0, "ann", InstantSource.system());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String campaign() {
    return folder.resolve("campaign.json").toString();
  }

  private static Path workspace() {
    return folder.resolve("w");
  }

  private static Path documents() {
    return workspace().resolve("campaigns/days");
  }

  private static int labelloop(String... arguments) {
    out.getBuffer().setLength(0);
    return Labelloop.execute(
        new PrintWriter(out, true), new PrintWriter(new StringWriter(), true), arguments);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  private HttpResponse<String> post(String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return send(headers.length == 0 ? request : request.headers(headers), "order");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request.uri(URI.create(server.address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private String id() throws Exception {
    return Jsoup.parse(get("widget").body())
        .expectFirst("tbody th a")
        .attr("href")
        .replaceFirst(".*campaign=", "");
  }

  private String secret() throws Exception {
    return Jsoup.parse(get("order?order=pause&campaign=" + id()).body())
        .expectFirst("input[name=csrf]")
        .attr("value");
  }

  @Test
  void pages_ofACampaign_showItWithoutScriptsAndRefuseToRunAny() throws Exception {
    assertThat(get("").body()).contains("<iframe").contains("src=\"/widget?theme=system\"");
    HttpResponse<String> overview = get("widget?theme=dark");
    assertThat(Jsoup.parse(overview.body()).select("tbody th a").eachText())
        .containsExactly("days");
    HttpResponse<String> one = get("widget?theme=light&campaign=" + id());
    var page = Jsoup.parse(one.body());
    assertThat(page.text()).contains("days", "of 50 USD", "simulated", "Pause after this round");
    assertThat(page.select("figure svg[role=img]")).hasSize(2);
    for (HttpResponse<String> response : List.of(overview, one, get(""))) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Jsoup.parse(response.body()).select("script, img, link")).isEmpty();
      assertThat(response.body()).doesNotContain("https://", "http://");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "frame-ancestors 'self'");
    }
    assertThat(get("widget?campaign=0").statusCode()).isEqualTo(404);
    assertThat(get("file?name=../spec&campaign=" + id()).statusCode()).isEqualTo(404);
    assertThat(get("elsewhere").statusCode()).isEqualTo(404);
    assertThat(get("file?name=report&campaign=" + id()).body()).contains("Labelloop report");
  }

  @Test
  void order_fromItsOwnForm_isGivenOnceAndRecordedWithWho() throws Exception {
    assertThat(get("order?order=pause&campaign=" + id()).body()).contains("until it is resumed");
    assertThat(documents().resolve("orders.json")).doesNotExist();

    String form = "csrf=" + secret() + "&order=pause&theme=dark&campaign=" + id();
    HttpResponse<String> done = post(form);
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(Jsoup.parse(done.body()).select(".said.done")).hasSize(1);
    assertThat(Jsoup.parse(done.body()).text()).contains("pausing", "says ann", "Resume");
    assertThat(post(form).statusCode()).isEqualTo(200);

    JsonNode orders =
        new ObjectMapper().readTree(documents().resolve("orders.json").toFile()).path("orders");
    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).path("by").asText()).isEqualTo("ann");

    assertThat(post("csrf=" + secret() + "&order=budget&budget=60+USD&campaign=" + id()).body())
        .contains("the budget is 60 USD from round");
    assertThat(post("csrf=" + secret() + "&order=review&items=%3Cb%3E&campaign=" + id()).body())
        .contains("&lt;b&gt;");
  }

  @Test
  void order_fromElsewhere_changesNothing() throws Exception {
    String order = "&order=stop&campaign=" + id();
    for (HttpResponse<String> refused :
        List.of(
            post("csrf=" + order),
            post(order),
            post("csrf=" + "0".repeat(48) + order),
            post("csrf=" + secret() + order, "Origin", "http://evil.example"),
            post("csrf=" + secret() + order, "Origin", "null"),
            post("csrf=" + secret() + order + "&more=" + "x".repeat(5_000)))) {
      assertThat(refused.statusCode()).isEqualTo(403);
    }
    assertThat(get("order?order=stop&csrf=" + secret() + "&campaign=" + id()).statusCode())
        .isEqualTo(200);
    assertThat(documents().resolve("orders.json")).doesNotExist();
  }

  @Test
  void request_withAnotherMethodOrForAnotherName_isRefused() throws Exception {
    HttpResponse<String> wrong = send(HttpRequest.newBuilder().DELETE(), "widget?campaign=0");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("GET");
    assertThat(
            send(HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.noBody()), "order")
                .headers()
                .firstValue("Allow"))
        .contains("GET, POST");

    URI address = URI.create(server.address());
    assertThat(address.getHost()).isEqualTo("127.0.0.1");
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /widget HTTP/1.1\r\nHost: evil.example:"
                      + address.getPort()
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("days");
    }
  }

  @Test
  void dashboard_onceAndAsJson_agreesWithStatus() throws Exception {
    Path page = folder.resolve("page.html");
    assertThat(labelloop("dashboard", workspace().toString(), "--once", page.toString(), "--json"))
        .isZero();
    JsonNode figures = new ObjectMapper().readTree(out.toString()).get(0);
    assertThat(Jsoup.parse(page.toFile()).select("tbody tr")).hasSize(1);
    assertThat(Jsoup.parse(page.toFile()).select("a, form, [http-equiv]")).isEmpty();
    assertThat(labelloop("status", workspace().toString(), "--json")).isZero();
    JsonNode status = new ObjectMapper().readTree(out.toString());
    assertThat(figures.path("name").asText()).isEqualTo(status.path("campaign").asText());
    assertThat(figures.at("/bound/lowerBound").asDouble())
        .isEqualTo(status.at("/certification/lowerBound").asDouble());
    assertThat(figures.at("/money/spent").asText())
        .startsWith(status.at("/spent/amount").decimalValue().stripTrailingZeros().toPlainString());
    assertThat(labelloop("dashboard", folder.resolve("nothing").toString())).isEqualTo(2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).contains(page);
    }
  }
}
