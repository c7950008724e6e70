package io.labelloop.aws.mechanicalturk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.labelloop.workflow.document.JsonCodec;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the answers of an assignment, a {@code QuestionFormAnswers} document. Entities of our own
 * making and document types are not resolved. What is no such document has no answers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSMechTurk/latest/AWSMturkAPI/ApiReference_QuestionFormAnswersDataStructureArticle.html">QuestionFormAnswers</a>
 */
final class Answers {
  private static final XMLInputFactory XML = factory();

  private Answers() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * The answers by the names of their fields. Forms of crowd-html send all fields as one JSON text,
   * an array of objects; other forms one text for each.
   */
  static Map<String, JsonNode> read(String xml) {
    Map<String, JsonNode> fields = new HashMap<>();
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(xml));
      String identifier = "";
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          if (reader.getLocalName().equals("QuestionIdentifier")) {
            identifier = reader.getElementText().strip();
          } else if (reader.getLocalName().equals("FreeText")) {
            put(fields, identifier, reader.getElementText());
          }
        }
      }
    } catch (XMLStreamException broken) {
      return Map.of();
    }
    return fields;
  }

  private static void put(Map<String, JsonNode> fields, String identifier, String freeText) {
    JsonNode value = json(freeText);
    if (value.isArray()) {
      value.forEach(form -> form.properties().forEach(f -> fields.put(f.getKey(), f.getValue())));
    } else {
      fields.put(identifier, value);
    }
  }

  private static JsonNode json(String text) {
    String clean = text.strip();
    if (clean.startsWith("[") || clean.startsWith("{")) {
      try {
        return JsonCodec.mapper().readTree(clean);
      } catch (JsonProcessingException noJson) {
        return new TextNode(text);
      }
    }
    return new TextNode(text);
  }
}
