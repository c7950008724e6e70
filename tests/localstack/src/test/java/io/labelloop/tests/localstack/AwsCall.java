package io.labelloop.tests.localstack;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of AWS as its permissions know it.
 *
 * @param action such as {@code s3:GetObject}
 * @param key of the object, where it is about one; otherwise empty
 */
record AwsCall(String action, String key) {
  private static final Pattern FORM_ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

  /** What a request asks for, whose bucket is part of its path. */
  static AwsCall of(String method, URI uri, String target, String body) {
    if (target.startsWith("AWSStepFunctions.")) {
      return new AwsCall("states:" + target.substring(target.indexOf('.') + 1), "");
    }
    Matcher form = FORM_ACTION.matcher(body);
    if (method.equals("POST") && form.find()) {
      return new AwsCall("cloudformation:" + form.group(1), "");
    }
    String[] path = URLDecoder.decode(uri.getRawPath(), StandardCharsets.UTF_8).split("/", 3);
    String key = path.length < 3 ? "" : path[2];
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    boolean version = query.contains("versionId=");
    if (key.isEmpty()) {
      return new AwsCall(
          query.matches("(.*&)?versions(=?|=?&.*)") ? "s3:ListBucketVersions" : "s3:ListBucket",
          "");
    }
    return new AwsCall(
        switch (method) {
          case "GET", "HEAD" -> version ? "s3:GetObjectVersion" : "s3:GetObject";
          case "PUT", "POST" -> "s3:PutObject";
          case "DELETE" -> version ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
          default -> throw new IllegalArgumentException(method + " " + uri);
        },
        key);
  }
}
