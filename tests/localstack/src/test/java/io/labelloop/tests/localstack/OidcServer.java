package io.labelloop.tests.localstack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider: the authorization code flow with PKCE (S256 or nothing), codes that work
 * once, RS256. Whoever comes is signed in at once, as the person that the test has named. Its moods
 * are what a provider that is wrong, or not the right one, would do.
 */
final class OidcServer implements AutoCloseable {
  /** How the tokens are that it gives out. */
  enum Mood {
    RIGHT,
    WRONG_ISSUER,
    WRONG_AUDIENCE,
    UNSIGNED,
    SIGNED_WITH_THE_PUBLIC_KEY,
    SIGNED_WITH_ANOTHER_KEY,
    EXPIRED,
    WRONG_NONCE,
    NO_NONCE,
    NOT_YET
  }

  static final String CLIENT = "portal-client";

  private final HttpServer server;
  private final URI issuer;
  private final String redirect;
  private final RSAKey key = newKey();
  private final RSAKey otherKey = newKey();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile Mood mood = Mood.RIGHT;
  private volatile Map<String, Object> person = Map.of();

  /**
   * @param redirect the only address that browsers are sent back to
   */
  OidcServer(String redirect) throws IOException {
    this.redirect = redirect;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.issuer =
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/us-east-1_pool");
    String path = issuer.getPath();
    server.createContext(path + "/.well-known/openid-configuration", this::metadata);
    server.createContext(path + "/authorize", this::authorize);
    server.createContext(path + "/token", this::token);
    server.createContext(path + "/jwks", this::keys);
    server.start();
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("key-1").algorithm(JWSAlgorithm.RS256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  URI issuer() {
    return issuer;
  }

  void mood(Mood changed) {
    this.mood = changed;
  }

  /** Who signs in from now on. */
  void person(String subject, String name, List<String> groups) {
    this.person = Map.of("sub", subject, "name", name, "cognito:groups", groups);
  }

  /** Who signs in from now on, without a word about groups. */
  void personWithoutGroups(String subject) {
    this.person = Map.of("sub", subject);
  }

  /** Opens an address of this provider, and returns where the browser is sent. */
  URI authorize(URI address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      return URI.create(
          answer
              .headers()
              .firstValue("Location")
              .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer": "ISSUER", "authorization_endpoint": "ISSUER/authorize", "token_endpoint": "ISSUER/token",
         "jwks_uri": "ISSUER/jwks", "response_types_supported": ["code"], "subject_types_supported": ["public"],
         "end_session_endpoint": "ISSUER/logout", "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .replace("ISSUER", issuer.toString()));
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    boolean right =
        CLIENT.equals(asked.get("client_id"))
            && redirect.equals(asked.get("redirect_uri"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && List.of(asked.getOrDefault("scope", "").split(" ")).contains("openid")
            && asked.getOrDefault("state", "").length() >= 20
            && asked.getOrDefault("nonce", "").length() >= 20;
    if (!right) {
      answer(exchange, 400, "wrong request: " + asked.keySet());
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    exchange
        .getResponseHeaders()
        .set("Location", redirect + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> sent =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(sent.getOrDefault("code", ""));
    if (asked == null
        || !"authorization_code".equals(sent.get("grant_type"))
        || !redirect.equals(sent.get("redirect_uri"))
        || !CLIENT.equals(sent.get("client_id"))
        || !challenge(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    answer(
        exchange,
        200,
        "{\"access_token\": \"access-secret\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"id_token\": \"%s\"}"
            .formatted(idToken(asked.getOrDefault("nonce", ""))));
  }

  private String idToken(String nonce) {
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(mood == Mood.WRONG_ISSUER ? issuer + "x" : issuer.toString())
            .audience(mood == Mood.WRONG_AUDIENCE ? "another-client" : CLIENT)
            .issueTime(Date.from(mood == Mood.NOT_YET ? now.plusSeconds(600) : now.minusSeconds(5)))
            .expirationTime(
                Date.from(mood == Mood.EXPIRED ? now.minusSeconds(120) : now.plusSeconds(3600)));
    if (mood != Mood.NO_NONCE) {
      claims.claim("nonce", mood == Mood.WRONG_NONCE ? "another-nonce-of-somebody" : nonce);
    }
    person.forEach(claims::claim);
    try {
      return switch (mood) {
        case UNSIGNED -> new PlainJWT(claims.build()).serialize();
        case SIGNED_WITH_THE_PUBLIC_KEY ->
            signed(
                JWSAlgorithm.HS256,
                claims.build(),
                new MACSigner(key.toRSAPublicKey().getEncoded()));
        case SIGNED_WITH_ANOTHER_KEY ->
            signed(JWSAlgorithm.RS256, claims.build(), new RSASSASigner(otherKey));
        default -> signed(JWSAlgorithm.RS256, claims.build(), new RSASSASigner(key));
      };
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(
      JWSAlgorithm algorithm, JWTClaimsSet claims, com.nimbusds.jose.JWSSigner signer)
      throws JOSEException {
    var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("key-1").build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(@Nullable String form) {
    Map<String, String> fields = new HashMap<>();
    for (String field : form == null ? new String[0] : form.split("&")) {
      String[] pair = field.split("=", 2);
      fields.put(
          pair[0], URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
