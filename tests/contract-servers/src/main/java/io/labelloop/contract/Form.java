package io.labelloop.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A worker page as a browser sees it: its items, and the buttons of each. */
final class Form {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Field> fields = new ArrayList<>();

  /**
   * The field of an item and the values that it may take.
   *
   * @param text what entities are marked in; empty where a class is chosen
   */
  record Field(String item, String name, List<String> values, String text) {}

  /** Reads a page; it must be a crowd-html form with something to answer for every item. */
  Form(String html) {
    Document page = Jsoup.parse(html);
    // the element for entities brings a form of its own
    if (page.select("crowd-form").size() + page.select("crowd-entity-annotation").size() != 1
        || page.select("script[src=https://assets.crowd.aws/crowd-html-elements.js]").isEmpty()) {
      throw new ServiceException(
          "ValidationException", "a worker page is one crowd-form with crowd-html-elements.js");
    }
    for (Element item : page.select("crowd-form .item")) {
      Map<String, List<String>> buttons = new LinkedHashMap<>();
      item.select("crowd-radio-button")
          .forEach(
              button ->
                  buttons
                      .computeIfAbsent(button.attr("name"), name -> new ArrayList<>())
                      .add(button.attr("value")));
      if (buttons.size() != 1) {
        throw new ServiceException(
            "ValidationException", "an item has one field, but had " + buttons.keySet());
      }
      buttons.forEach(
          (name, values) -> fields.add(new Field(item.attr("data-item"), name, values, "")));
    }
    page.select("crowd-entity-annotation")
        .forEach(
            item ->
                fields.add(
                    new Field(
                        item.attr("data-item"),
                        item.attr("name"),
                        types(item.attr("labels")),
                        item.attr("text"))));
    if (fields.isEmpty()) {
      throw new ServiceException("ValidationException", "a worker page has something to answer");
    }
  }

  List<Field> fields() {
    return List.copyOf(fields);
  }

  private static List<String> types(String labels) {
    try {
      return JSON.readTree(labels).findValuesAsText("label");
    } catch (JsonProcessingException e) {
      throw new ServiceException("ValidationException", "labels must be JSON, but were " + labels);
    }
  }

  /**
   * What the form sends of a field: each button, and whether it was chosen; or the first word as an
   * entity of the chosen type.
   */
  static ObjectNode sent(Field field, String chosen) {
    if (!field.text().isEmpty()) {
      ObjectNode entities = JSON.createObjectNode();
      entities
          .putArray("entities")
          .addObject()
          .put("startOffset", 0)
          .put("endOffset", field.text().split(" ")[0].length())
          .put("label", chosen);
      return entities;
    }
    ObjectNode buttons = JSON.createObjectNode();
    field.values().forEach(value -> buttons.put(value, value.equals(chosen)));
    return buttons;
  }
}
