package io.labelloop.tests.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The packaged portal over a bucket of LocalStack, with an OpenID provider. LocalStack has no HTTP
 * APIs, so it is a process beside it, and requests are the events that an HTTP API would send.
 */
final class ServedPortal implements AutoCloseable {
  static final String HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  static final Path ZIP = LocalStackServer.root().resolve(Template.PORTAL_ARTIFACT);

  /** What template.yaml gives the function. */
  static final int MEMORY = 1769;

  private final OidcServer issuer;
  private final FunctionProcess function;

  private ServedPortal(OidcServer issuer, FunctionProcess function) {
    this.issuer = issuer;
    this.function = function;
    if (!function.isRunning()) {
      close();
      throw new AssertionError("the portal did not start:\n" + function.log());
    }
  }

  static ServedPortal over(LocalStackServer server, String bucket, Path folder) {
    try (SecretsManagerClient secrets =
        server.clients().with(SecretsManagerClient.builder()).build()) {
      String secret = "portal-" + UUID.randomUUID();
      secrets.createSecret(
          request -> request.name(secret).secretString(UUID.randomUUID() + "" + UUID.randomUUID()));
      var issuer = new OidcServer(PortalBrowser.ADDRESS + "/signed-in");
      Files.createDirectories(folder);
      return new ServedPortal(
          issuer,
          new FunctionProcess(
              ZIP,
              folder,
              HANDLER,
              MEMORY,
              environment(
                  server,
                  Map.of(
                      "LABELLOOP_BUCKET",
                      bucket,
                      "LABELLOOP_PORTAL_ADDRESS",
                      PortalBrowser.ADDRESS,
                      "LABELLOOP_PORTAL_SECRET",
                      secret,
                      "LABELLOOP_OIDC_ISSUER",
                      issuer.issuer().toString(),
                      "LABELLOOP_OIDC_CLIENT",
                      OidcServer.CLIENT,
                      "LABELLOOP_OIDC_GROUPS_CLAIM",
                      "cognito:groups"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings, and where the emulator's services are. */
  static Map<String, String> environment(LocalStackServer server, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("AWS_ENDPOINT_URL", server.endpoint().toString());
    environment.put("AWS_REGION", LocalStackServer.REGION.id());
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    return environment;
  }

  OidcServer issuer() {
    return issuer;
  }

  FunctionProcess function() {
    return function;
  }

  /** Somebody who is not signed in. */
  PortalBrowser stranger() {
    return new PortalBrowser(function);
  }

  /** Somebody of these groups, signed in and on the page of a campaign. */
  PortalBrowser signedIn(String name, String campaign, String... groups) {
    issuer.person(name + "-1234", name, List.of(groups));
    var browser = stranger();
    PortalBrowser.Page page = browser.signIn(issuer, "/c/" + campaign);
    if (page.status() != 200) {
      throw new AssertionError(page.status() + " " + page.text() + function.log());
    }
    return browser;
  }

  @Override
  public void close() {
    function.close();
    issuer.close();
  }
}
