package io.labelloop.tests.localstack;

import io.labelloop.workflow.document.CampaignKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** A campaign about texts that name persons, whose pool lies in the data bucket. */
final class TextCampaign {
  /** A part of the name of every person, which stands nowhere else. */
  static final String FAMILY = "Quillfeather";

  private static final int ITEMS = 300;
  private static final List<String> PLUS = List.of("fine", "good", "warm");
  private static final List<String> MINUS = List.of("cold", "bad", "poor");
  private static final byte[] FILE =
      """
      {"task": {"labels": ["plus", "minus"], "question": "Which?"},
       "pool": {"location": "../../pools/%s.jsonl"},
       "query": {"batchSize": 10, "seedSet": {"size": 10}},
       "workforce": {"type": "simulated", "truth": "truth", "pricePerAnnotation": "0.05 USD",
         "annotators": [{"count": 5, "accuracy": 0.95}], "annotationsPerItem": {"min": 2, "max": 3}},
       "stop": {"accuracy": {"target": 0.99, "confidence": 0.99}, "budget": "60 USD", "maxRounds": 4},
       "certification": {"size": 40}, "seed": 11}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final DeployedStack stack;
  private final S3Client s3;
  private final String name;

  TextCampaign(DeployedStack stack, S3Client s3, String name) {
    this.stack = stack;
    this.s3 = s3;
    this.name = name;
  }

  CampaignKeys keys() {
    return new CampaignKeys("campaigns/" + name + "/");
  }

  /** What nobody but the person of an item is called. */
  static String person(int item) {
    return "Zacharias %s %d".formatted(FAMILY, 1000 + item);
  }

  void upload() {
    stack.upload(
        "pools/" + name + ".jsonl",
        IntStream.range(0, ITEMS)
            .mapToObj(
                i ->
                    "{\"id\":\"item-%04d\",\"text\":\"%s said it was %s\",\"truth\":\"%s\"}\n"
                        .formatted(
                            i,
                            person(i),
                            (i % 2 == 0 ? PLUS : MINUS).get(i / 2 % 3),
                            i % 2 == 0 ? "plus" : "minus"))
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8));
    stack.upload(
        SmallCampaign.key(name),
        new String(FILE, StandardCharsets.UTF_8).formatted(name).getBytes(StandardCharsets.UTF_8));
  }

  /** The first item that people were asked about. */
  int asked() {
    String labels =
        new String(
            stack.objects().get(keys().labels()).orElseThrow().content(), StandardCharsets.UTF_8);
    return Integer.parseInt(labels.replaceAll("(?s)^[^\\n]*?item-(\\d{4}).*", "$1"));
  }

  /** Every version of every object below a prefix of the bucket that has a text, gzip or not. */
  List<String> holding(String prefix, String text) {
    var found = new ArrayList<String>();
    for (ObjectVersion version :
        s3.listObjectVersionsPaginator(request -> request.bucket(stack.bucket()).prefix(prefix))
            .versions()) {
      byte[] content =
          s3.getObjectAsBytes(
                  request ->
                      request
                          .bucket(stack.bucket())
                          .key(version.key())
                          .versionId(version.versionId()))
              .asByteArray();
      if (new String(unpacked(content), StandardCharsets.UTF_8).contains(text)) {
        found.add(version.key() + (version.isLatest() ? "" : " (earlier)"));
      }
    }
    return found;
  }

  private static byte[] unpacked(byte[] content) {
    if (content.length < 3 || content[0] != 0x1f || content[1] != (byte) 0x8b) {
      return content;
    }
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
