package io.labelloop.aws;

import java.io.ByteArrayInputStream;
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

/** Answers that are known before, and the requests that came. */
final class CannedHttp implements SdkHttpClient {
  private record Answer(int status, String etag, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  CannedHttp then(int status, String etag, String body) {
    answers.add(new Answer(status, etag, body));
    return this;
  }

  /** A client of S3 that is answered so. */
  S3Client s3() {
    return AwsClients.of(
            URI.create("http://s3.test"),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .with(S3Client.builder().forcePathStyle(true))
        .httpClientBuilder(null)
        .httpClient(this)
        .build();
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

  @Override
  public void close() {}
}
