package io.labelloop.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.labelloop.campaign.StrategySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The strategies of {@code --strategies}, separated by commas that stand in no bracket: names,
 * compositions in words such as {@code bandit(margin-cluster, entropy)} or as a campaign file has
 * them ({@code {"type": "bandit", "of": [...]}}), {@code campaign} for the file's own, and {@code
 * all} for every one that has a name.
 */
final class AskedStrategies {
  /** Stands for every strategy that has a name. */
  static final String ALL = "all";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AskedStrategies() {}

  /**
   * The names for a task.
   *
   * @param kind what a message calls one
   * @param foreign the names for tasks of the other type
   * @param why what a message says of these
   */
  record Names(String kind, List<String> known, List<String> foreign, String why) {}

  /**
   * Reads what was asked for; each strategy once.
   *
   * @param names what there is for the campaign's task
   * @throws WrongInputException naming what is wrong, with the nearest right name
   */
  static List<StrategySpec> read(List<String> asked, CampaignFile file, Names names) {
    var plain = new ArrayList<String>();
    Map<String, StrategySpec> found = new LinkedHashMap<>();
    List<String> texts = split(asked);
    texts.stream().filter(text -> !isComposed(text) && !text.equals(ALL)).forEach(plain::add);
    refuseForeign(plain, names);
    refuseEmpty(plain);
    var accepted = new ArrayList<>(names.known());
    accepted.add(Contest.Choice.CAMPAIGN);
    Contest.requireKnown("--strategies", names.kind(), plain, accepted);
    for (String text : texts) {
      List<StrategySpec> specs =
          text.equals(ALL)
              ? names.known().stream().map(StrategySpec::named).toList()
              : List.of(
                  text.equals(Contest.Choice.CAMPAIGN)
                      ? file.spec().query().strategy()
                      : isComposed(text)
                          ? file.withStrategy(node(text))
                          : StrategySpec.named(text));
      for (StrategySpec spec : specs) {
        StrategySpec earlier = found.putIfAbsent(spec.inWords(), spec);
        if (earlier != null && !earlier.equals(spec)) {
          throw new WrongInputException(
              "--strategies: two different strategies are both called '"
                  + spec.inWords()
                  + "' in the table; compare them one at a time");
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static void refuseForeign(List<String> plain, Names names) {
    List<String> foreign =
        plain.stream()
            .filter(name -> !names.known().contains(name) && names.foreign().contains(name))
            .toList();
    if (!foreign.isEmpty()) {
      throw new WrongInputException(
          "--strategies: "
              + String.join(", ", foreign)
              + " "
              + names.why()
              + "; there are "
              + String.join(", ", names.known()));
    }
  }

  private static void refuseEmpty(List<String> plain) {
    for (String name : plain) {
      if (StrategySpec.COMPOSITIONS.contains(name)) {
        throw new WrongInputException(
            "--strategies: '"
                + name
                + "' is made of others; name them, as in '"
                + name
                + "(margin)', or as a campaign file does: {\"type\": \""
                + name
                + "\", \"of\": [\"margin\"]}");
      }
    }
  }

  private static boolean isComposed(String text) {
    return text.startsWith("{") || text.contains("(");
  }

  /** Cuts at commas outside of brackets and quotes. */
  static List<String> split(List<String> asked) {
    var parts = new ArrayList<String>();
    for (String text : asked) {
      int depth = 0;
      boolean quoted = false;
      int start = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        quoted ^= c == '"';
        depth += quoted ? 0 : "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
        if (c == ',' && depth == 0 && !quoted) {
          parts.add(text.substring(start, i).strip());
          start = i + 1;
        }
      }
      parts.add(text.substring(start).strip());
    }
    return parts.stream().filter(part -> !part.isEmpty()).toList();
  }

  private static JsonNode node(String text) {
    if (text.startsWith("{")) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        throw new WrongInputException(
            "--strategies: '" + text + "' is no JSON: " + e.getOriginalMessage());
      }
    }
    int open = text.indexOf('(');
    if (open < 0) {
      return TextNode.valueOf(text);
    }
    if (!text.endsWith(")")) {
      throw new WrongInputException(
          "--strategies: a composition is written as in portfolio(margin, badge), but was '"
              + text
              + "'");
    }
    ArrayNode of = JsonNodeFactory.instance.arrayNode();
    split(List.of(text.substring(open + 1, text.length() - 1))).forEach(part -> of.add(node(part)));
    ObjectNode composed = JsonNodeFactory.instance.objectNode();
    composed.put("type", text.substring(0, open).strip());
    composed.set("of", of);
    return composed;
  }
}
