package io.labelloop.portal.browser;

import com.sun.net.httpserver.HttpExchange;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The portal's real templates and static files, for {@link PortalFake}. */
final class FakePages {
  private static final Path RESOURCES =
      Path.of(System.getProperty("labelloop.root"), "shared/portal-web/src/main/resources");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final Engine engine;

  FakePages() throws IOException {
    engine = Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver()).build();
    for (String name : List.of("layout", "label")) {
      engine.putTemplate(
          name, engine.parse(Files.readString(RESOURCES.resolve("templates/" + name + ".html"))));
    }
  }

  void answer(HttpExchange exchange, String path) throws IOException {
    if (path.startsWith("/portal/")) {
      Path file = RESOURCES.resolve("META-INF/resources" + path);
      if (Files.exists(file)) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
        send(exchange, 200, type, Files.readAllBytes(file));
        return;
      }
    } else if (path.equals("/c/" + PortalFake.CAMPAIGN)) {
      String page =
          engine
              .getTemplate("label")
              .data("campaign", PortalFake.CAMPAIGN, "modules", List.of(), "signIn", "")
              .data("assets", "/portal")
              .render();
      send(exchange, 200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
      return;
    }
    send(exchange, 404, "text/plain", "not found".getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
