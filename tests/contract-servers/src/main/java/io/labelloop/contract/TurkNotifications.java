package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Messages about the HITs of the types that a requester wants to hear of. */
final class TurkNotifications {
  private static final String VERSION = "2006-05-05";

  private final Delivery delivery;
  private final Set<String> listening = new HashSet<>();
  private int messages;

  TurkNotifications(Delivery delivery) {
    this.delivery = delivery;
  }

  /** UpdateNotificationSettings. */
  synchronized ObjectNode listen(JsonNode request) {
    if (!request.at("/Notification/Version").asText().equals(VERSION)) {
      throw ServiceException.turk("ParameterValidationError", "Version must be " + VERSION);
    }
    listening.add(request.path("HITTypeId").asText());
    return JsonNodeFactory.instance.objectNode();
  }

  /** Tells of a HIT, if anybody listens: two events in one message, as the service may. */
  synchronized void tell(String type, TurkHit hit, Instant at) {
    if (!listening.contains(hit.typeId())) {
      return;
    }
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("EventDocVersion", "2014-08-15");
    message.put("EventDocId", String.format(Locale.ROOT, "doc-%06d", ++messages));
    message.put("CustomerId", "A3REQUESTER");
    ArrayNode list = message.putArray("Events");
    for (String event : List.of("AssignmentSubmitted", type)) {
      list.addObject()
          .put("EventType", event)
          .put("EventTimestamp", at.toString())
          .put("HITTypeId", hit.typeId())
          .put("HITId", hit.id());
    }
    delivery.add(message.toString());
  }

  void deliver() {
    delivery.deliver();
  }
}
