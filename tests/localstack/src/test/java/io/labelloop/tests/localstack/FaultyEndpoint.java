package io.labelloop.tests.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What the functions take for AWS: passes requests on to LocalStack, and loses or refuses some of
 * them.
 */
final class FaultyEndpoint implements AutoCloseable {
  private static final List<String> OWN_HEADERS =
      List.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");
  private static final String SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

  private static final String ACCESS_DENIED =
      "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI target;
  private final AtomicInteger callbacksToLose = new AtomicInteger();
  private final AtomicInteger writesToRefuse = new AtomicInteger();
  private final Consumer<AwsCall> seen;
  private volatile String forbidden = "";

  FaultyEndpoint(URI target) {
    this(target, call -> {});
  }

  /**
   * @param seen is told of every call
   */
  FaultyEndpoint(URI target, Consumer<AwsCall> seen) {
    this.target = target;
    this.seen = seen;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next callbacks of task tokens as if they were taken, and drops them. */
  void loseCallbacks(int count) {
    callbacksToLose.set(count);
  }

  /** Refuses the next writes of objects as S3 does when there are too many. */
  void refuseWrites(int count) {
    writesToRefuse.set(count);
  }

  /**
   * Refuses whatever is about keys with this part, as S3 does without permission; "" is nothing.
   */
  void forbid(String part) {
    this.forbidden = part;
  }

  /** How many faults have not happened yet. */
  int outstanding() {
    return callbacksToLose.get() + writesToRefuse.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      seen.accept(
          AwsCall.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              operation,
              new String(body, StandardCharsets.UTF_8)));
      if (operation.endsWith("SendTaskSuccess") && take(callbacksToLose)) {
        answer(exchange, 200, "{}".getBytes(StandardCharsets.UTF_8));
      } else if (exchange.getRequestMethod().equals("PUT") && take(writesToRefuse)) {
        answer(exchange, 503, SLOW_DOWN.getBytes(StandardCharsets.UTF_8));
      } else if (!forbidden.isEmpty()
          && URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8)
              .contains(forbidden)) {
        answer(exchange, 403, ACCESS_DENIED.getBytes(StandardCharsets.UTF_8));
      } else {
        forward(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean take(AtomicInteger count) {
    return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private void forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange
          .getResponseHeaders()
          .set("Content-Length", response.headers().firstValue("Content-Length").orElse("0"));
      exchange.sendResponseHeaders(response.statusCode(), -1);
    } else {
      answer(exchange, response.statusCode(), response.body());
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
