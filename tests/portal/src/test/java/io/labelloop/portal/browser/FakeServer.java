package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP on loopback: the portal's pages and files as they are, and an interface that answers. */
final class FakeServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakePages pages = new FakePages();
  private final Interface answers;
  private volatile int delayMillis;

  /** What answers the calls of the pages' scripts. */
  interface Interface {
    Reply answer(String method, String path, JsonNode body);
  }

  /** An answer. */
  record Reply(int status, JsonNode body) {
    static Reply ok(JsonNode body) {
      return new Reply(200, body);
    }

    static Reply problem(int status, String kind, String message) {
      return new Reply(status, JSON.createObjectNode().put("error", kind).put("message", message));
    }
  }

  FakeServer(Interface answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets every call of the interface take longer. */
  void slowDownBy(int millis) {
    delayMillis = millis;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith("/api/") && !path.equals("/join")) {
        pages.answer(exchange, path);
        return;
      }
      Thread.sleep(Duration.ofMillis(delayMillis));
      JsonNode body = sent.length == 0 ? JSON.createObjectNode() : parsed(sent);
      Reply reply = answers.answer(exchange.getRequestMethod(), path, body);
      FakePages.send(
          exchange, reply.status(), "application/json", JSON.writeValueAsBytes(reply.body()));
    } catch (InterruptedException e) {
      // the portal is being closed
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode parsed(byte[] sent) {
    try {
      return JSON.readTree(sent);
    } catch (IOException e) {
      return JSON.createObjectNode().put("form", new String(sent, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
