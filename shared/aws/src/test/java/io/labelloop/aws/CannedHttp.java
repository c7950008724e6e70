package io.labelloop.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.AttributeMap;

/** Answers that are known before, and the requests that came. */
public final class CannedHttp implements SdkHttpClient {
  private record Answer(int status, String etag, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();

  public CannedHttp then(int status, String etag, String body) {
    answers.add(new Answer(status, etag, body));
    return this;
  }

  /** Adds the answer of a service that speaks JSON. */
  public CannedHttp then(String json) {
    return then(200, "", json);
  }

  /** Adds the error of a service that speaks JSON. */
  public CannedHttp thenError(String type) {
    return then(400, "", "{\"__type\": \"" + type + "\", \"message\": \"refused\"}");
  }

  /** Clients that are answered so. */
  public AwsClients clients() {
    return AwsClients.of(
        URI.create("http://aws.test"),
        Region.US_EAST_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
        new Canned(this));
  }

  /** A client of S3 that is answered so. */
  S3Client s3() {
    return clients().s3();
  }

  /** How many answers nobody has asked for yet. */
  public int left() {
    return answers.size();
  }

  /** Operation and input of each request to a service that speaks JSON, since the last look. */
  public List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  /** Method, path and condition of each request. */
  List<String> requests() {
    return requests;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        var http = request.httpRequest();
        requests.add(
            http.method()
                + " "
                + http.encodedPath()
                + http.firstMatchingHeader("If-None-Match").map(v -> " none " + v).orElse("")
                + http.firstMatchingHeader("If-Match").map(v -> " match " + v).orElse("")
                + http.firstMatchingHeader("Range").map(v -> " " + v).orElse(""));
        http.firstMatchingHeader("X-Amz-Target")
            .ifPresent(target -> calls.add(operation(target) + " " + body(request)));
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(answer.status())
                    .putHeader("ETag", answer.etag())
                    .putHeader("Content-Length", Integer.toString(body.length))
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  private static String operation(String target) {
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private static String body(HttpExecuteRequest request) {
    try (InputStream sent = request.contentStreamProvider().orElseThrow().newStream()) {
      return new String(sent.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}

  /** Makes no other client than the one. */
  private record Canned(CannedHttp http) implements SdkHttpClient.Builder<Canned> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return http;
    }
  }
}
