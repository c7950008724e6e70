package io.labelloop.local.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.labelloop.report.cockpit.Theme;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.cockpit.CockpitOrders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the cockpit to browsers on this machine: it listens on the loopback address alone, answers
 * only to its own names (so that no foreign name can be made to lead here), and takes orders only
 * from its own forms. What it shows is read anew for each page.
 */
public final class DashboardServer implements AutoCloseable {
  private static final String HTML = "text/html; charset=utf-8";
  private static final int SECRET_BYTES = 24;
  private static final int THREADS = 4;
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self';"
          + " frame-ancestors 'self'; base-uri 'none'";
  private static final String FILE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

  private final List<Path> directories;
  private final String by;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final String secret;

  /**
   * Starts to serve.
   *
   * @param directories workspaces, or folders of such
   * @param port 0 for any that is free
   * @param by who gives the orders, for the record
   */
  public DashboardServer(List<Path> directories, int port, String by, InstantSource clock) {
    this.directories = List.copyOf(directories);
    this.by = by;
    this.clock = clock;
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    this.secret = HexFormat.of().formatHex(random);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on port " + port + ": give another one (--port): " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** How many campaigns there are to show now. */
  public static int campaigns(List<Path> directories) {
    return LocalCampaign.in(directories, InstantSource.system()).size();
  }

  /** The page of all campaigns as it is now, to be kept. */
  public static byte[] once(List<Path> directories, InstantSource clock) {
    return DashboardPages.kept(LocalCampaign.in(directories, clock))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The figures of all campaigns as they are now. */
  public static List<CampaignFigures> figures(List<Path> directories, InstantSource clock) {
    return LocalCampaign.in(directories, clock).stream()
        .flatMap(campaign -> campaign.figures().stream())
        .toList();
  }

  public String address() {
    return "http://" + host() + "/";
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isForUs(exchange)) {
        send(exchange, 421, Theme.LIGHT, "This server answers to " + address() + " only.");
        return;
      }
      try {
        route(exchange);
      } catch (RuntimeException failed) {
        send(exchange, 500, Theme.LIGHT, "This cannot be shown now: " + failed.getMessage());
      }
    }
  }

  /** A name that was made to lead here, by whoever owns it, is not ours. */
  private boolean isForUs(HttpExchange exchange) {
    int port = server.getAddress().getPort();
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
        .filter(Set.of(host(), "localhost:" + port, "[::1]:" + port)::contains)
        .isPresent();
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    Request asked = Request.ofAddress(exchange);
    Theme theme =
        asked.fields().containsKey("theme") ? Theme.of(asked.field("theme")) : Theme.SYSTEM;
    Set<String> allowed =
        switch (path) {
          case "/", "/widget", "/file" -> Set.of("GET");
          case "/order" -> Set.of("GET", "POST");
          default -> Set.of();
        };
    if (allowed.isEmpty()) {
      send(exchange, 404, theme, "There is no such page.");
    } else if (!allowed.contains(method)) {
      exchange
          .getResponseHeaders()
          .set("Allow", String.join(", ", allowed.stream().sorted().toList()));
      send(
          exchange,
          405,
          theme,
          "This page takes " + String.join(" and ", allowed.stream().sorted().toList()) + ".");
    } else if (method.equals("POST")) {
      order(exchange);
    } else {
      switch (path) {
        case "/" -> page(exchange, DashboardPages.around(theme));
        case "/widget" -> widget(exchange, theme, asked);
        case "/order" -> question(exchange, theme, asked);
        default -> file(exchange, theme, asked);
      }
    }
  }

  private Optional<LocalCampaign> campaign(Request asked) {
    return LocalCampaign.in(directories, clock).stream()
        .filter(campaign -> campaign.id().equals(asked.field("campaign")))
        .findFirst();
  }

  private void widget(HttpExchange exchange, Theme theme, Request asked) throws IOException {
    if (asked.field("campaign").isEmpty()) {
      page(exchange, DashboardPages.overview(theme, LocalCampaign.in(directories, clock)));
      return;
    }
    Optional<CampaignFigures.Detail> detail = campaign(asked).flatMap(LocalCampaign::detail);
    if (detail.isEmpty()) {
      send(exchange, 404, theme, "There is no such campaign.");
      return;
    }
    page(
        exchange,
        DashboardPages.campaign(theme, asked.field("campaign"), detail.get(), Optional.empty()));
  }

  private void question(HttpExchange exchange, Theme theme, Request asked) throws IOException {
    Optional<CampaignFigures> figures = campaign(asked).flatMap(LocalCampaign::figures);
    Optional<CockpitOrder> order = CockpitOrder.of(asked.field("order"));
    if (figures.isEmpty() || order.isEmpty()) {
      send(exchange, 404, theme, "There is no such campaign or no such order.");
      return;
    }
    page(
        exchange,
        DashboardPages.question(
            theme, asked.field("campaign"), figures.get(), order.get(), secret));
  }

  private void order(HttpExchange exchange) throws IOException {
    Optional<Request> form = Request.ofForm(exchange);
    Theme theme = Theme.of(form.map(fields -> fields.field("theme")).orElse(""));
    if (form.isEmpty() || !isOwnForm(exchange, form.get())) {
      send(
          exchange,
          403,
          theme,
          "This order did not come from a form of this dashboard, or from before it was started anew."
              + " Nothing has changed; open the campaign again.");
      return;
    }
    Optional<LocalCampaign> campaign = campaign(form.get());
    Optional<CockpitOrder> order = CockpitOrder.of(form.get().field("order"));
    if (campaign.isEmpty() || order.isEmpty()) {
      send(exchange, 404, theme, "There is no such campaign or no such order.");
      return;
    }
    String value = order.get().input().map(input -> form.get().field(input.name())).orElse("");
    CockpitOrders.Outcome outcome = campaign.get().order(order.get(), value, by);
    Optional<CampaignFigures.Detail> detail = campaign.get().detail();
    if (detail.isEmpty()) {
      send(exchange, 404, theme, outcome.says());
      return;
    }
    page(
        exchange,
        DashboardPages.campaign(
            theme, form.get().field("campaign"), detail.get(), Optional.of(outcome)));
  }

  /** Another site can make a browser post here, but can neither know the secret nor hide itself. */
  private boolean isOwnForm(HttpExchange exchange, Request form) {
    Headers headers = exchange.getRequestHeaders();
    String origin = headers.getFirst("Origin");
    boolean ours = origin == null || origin.equals("http://" + headers.getFirst("Host"));
    return ours
        && MessageDigest.isEqual(
            form.field("csrf").getBytes(StandardCharsets.UTF_8),
            secret.getBytes(StandardCharsets.UTF_8));
  }

  private void file(HttpExchange exchange, Theme theme, Request asked) throws IOException {
    Optional<LocalCampaign> campaign = campaign(asked);
    Optional<CampaignFigures.Documents> documents =
        campaign.flatMap(LocalCampaign::figures).map(CampaignFigures::documents);
    Optional<String> key =
        switch (asked.field("name")) {
          case "report" -> documents.flatMap(CampaignFigures.Documents::report);
          case "labels" -> documents.flatMap(CampaignFigures.Documents::labels);
          case "problem" -> documents.flatMap(CampaignFigures.Documents::problem);
          default -> Optional.empty();
        };
    Optional<byte[]> content = key.flatMap(there -> campaign.flatMap(one -> one.file(there)));
    if (content.isEmpty()) {
      send(exchange, 404, theme, "There is no such file.");
      return;
    }
    boolean report = key.filter(there -> there.endsWith(".html")).isPresent();
    send(exchange, 200, report ? HTML : "text/plain; charset=utf-8", FILE_POLICY, content.get());
  }

  private static void page(HttpExchange exchange, String html) throws IOException {
    send(exchange, 200, HTML, POLICY, html.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, Theme theme, String sentence)
      throws IOException {
    send(
        exchange,
        status,
        HTML,
        POLICY,
        DashboardPages.notice(theme, sentence).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(
      HttpExchange exchange, int status, String type, String policy, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }
}
