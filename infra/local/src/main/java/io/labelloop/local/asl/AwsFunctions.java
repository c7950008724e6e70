package io.labelloop.local.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * The functions that Step Functions adds to JSONata.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions">JSONata
 *     functions provided by Step Functions</a>
 */
final class AwsFunctions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_RANGE = 1_000;

  private AwsFunctions() {}

  static void register(Jsonata expression) {
    expression.registerFunction(
        "partition", (List<?> array, Number size) -> partition(array, size.intValue()));
    expression.registerFunction(
        "range",
        new Jsonata.JFunction(
            (input, arguments) ->
                range(number(arguments, 0), number(arguments, 1), number(arguments, 2)),
            null));
    expression.registerFunction("hash", (String text, String algorithm) -> hash(text, algorithm));
    expression.registerFunction("uuid", () -> UUID.randomUUID().toString());
    expression.registerFunction("parse", AwsFunctions::parse);
    expression.registerFunction(
        "random",
        new Jsonata.JFunction(
            (input, arguments) ->
                arguments.isEmpty()
                    ? new Random().nextDouble()
                    : new Random(number(arguments, 0)).nextDouble(),
            null));
  }

  private static long number(List<?> arguments, int index) {
    return ((Number) arguments.get(index)).longValue();
  }

  private static List<List<?>> partition(List<?> array, int size) {
    var parts = new ArrayList<List<?>>();
    for (int i = 0; i < array.size(); i += size) {
      parts.add(array.subList(i, Math.min(array.size(), i + size)));
    }
    return parts;
  }

  private static List<Long> range(long first, long last, long step) {
    if (step == 0 || (last - first) / step > MAX_RANGE) {
      throw new JException("$range makes at most " + MAX_RANGE + " numbers", -1);
    }
    var numbers = new ArrayList<Long>();
    for (long n = first; step > 0 ? n <= last : n >= last; n += step) {
      numbers.add(n);
    }
    return numbers;
  }

  private static String hash(String text, String algorithm) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new JException("$hash knows no algorithm '" + algorithm + "'", -1);
    }
  }

  private static Object parse(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new JException("$parse: " + e.getOriginalMessage(), -1);
    }
  }
}
