package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A service that speaks AWS JSON 1.1 on the loopback interface: one POST for each call, the
 * operation in {@code X-Amz-Target}. Requests that the service's model does not allow are refused
 * as the service would refuse them, and remembered, so that a test can fail on them.
 */
public final class AwsJsonServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceModel model;
  private final Map<String, Function<JsonNode, ObjectNode>> operations;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  AwsJsonServer(ServiceModel model, Map<String, Function<JsonNode, ObjectNode>> operations) {
    this.model = model;
    this.operations = Map.copyOf(operations);
    operations.keySet().stream()
        .filter(operation -> !model.hasOperation(operation))
        .findFirst()
        .ifPresent(
            operation -> {
              throw new IllegalArgumentException("the service has no operation " + operation);
            });
    try {
      this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::serve);
    http.setExecutor(threads);
    http.start();
  }

  /** Where clients are pointed to. */
  public URI endpoint() {
    return URI.create(
        "http://" + http.getAddress().getHostString() + ":" + http.getAddress().getPort());
  }

  /** Lets the next calls of an operation go wrong. */
  public synchronized void failNext(String operation, Fault fault, int times) {
    Queue<Fault> queue = faults.computeIfAbsent(operation, o -> new ArrayDeque<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  /** The operations that were called so far, in order, those that went wrong among them. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** What requests said that the service's model does not allow. */
  public synchronized List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
      String operation = target.substring(target.indexOf('.') + 1);
      try {
        answer(exchange, 200, call(exchange, target, operation, body));
      } catch (ServiceException refused) {
        ObjectNode error = JSON.createObjectNode();
        error.put("__type", refused.type());
        error.put("Message", String.valueOf(refused.getMessage()));
        refused.turkErrorCode().ifPresent(code -> error.put("TurkErrorCode", code));
        answer(exchange, status(refused.type()), error.toString());
      }
    }
  }

  private synchronized String call(
      HttpExchange exchange, String target, String operation, byte[] body) throws IOException {
    calls.add(operation);
    Optional<Fault> fault =
        Optional.ofNullable(faults.get(operation))
            .flatMap(queue -> Optional.ofNullable(queue.poll()));
    if (fault.isPresent() && fault.get() != Fault.MALFORMED_ANSWER) {
      throw new ServiceException(fault.get().type(), fault.get().message());
    }
    JsonNode input = JSON.readTree(body);
    var found = new ArrayList<String>(protocolMistakes(exchange, target));
    Function<JsonNode, ObjectNode> action = operations.get(operation);
    if (action == null) {
      found.add(operation + " is no operation that this server has");
    } else {
      found.addAll(model.inputMistakes(operation, input));
    }
    mistakes.addAll(found);
    if (action == null || !found.isEmpty()) {
      throw new ServiceException("ValidationException", String.join("; ", found));
    }
    ObjectNode output = action.apply(input);
    List<String> ours = model.outputMistakes(operation, output);
    if (!ours.isEmpty()) {
      throw new IllegalStateException("this server answers what the service cannot: " + ours);
    }
    String text = output.toString();
    return fault.isPresent() ? text.substring(0, text.length() / 2) : text;
  }

  private List<String> protocolMistakes(HttpExchange exchange, String target) {
    var found = new ArrayList<String>();
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    if (!type.equals("application/x-amz-json-1.1")) {
      found.add("Content-Type must be application/x-amz-json-1.1, but was " + type);
    }
    if (!target.startsWith(model.targetPrefix() + ".")) {
      found.add("X-Amz-Target must begin with " + model.targetPrefix() + ", but was " + target);
    }
    String signature =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (!signature.startsWith("AWS4-HMAC-SHA256 ")
        || !signature.contains("/" + model.signingName() + "/aws4_request")) {
      found.add("the request must be signed for " + model.signingName());
    }
    return found;
  }

  private static int status(String type) {
    for (Fault fault : Fault.values()) {
      if (fault.type().equals(type)) {
        return fault.status();
      }
    }
    return 400;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
