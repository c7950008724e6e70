package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of an execution. Threads of parallel branches write to it; each follows its own trail.
 */
final class History {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;
  private final List<JsonNode> events = new ArrayList<>();

  /**
   * @param earlier the events of an execution that goes on; none of one that begins
   */
  History(InstantSource clock, List<JsonNode> earlier) {
    this.clock = clock;
    this.events.addAll(earlier);
  }

  /** Where a branch is in the history: the id of its last event. */
  static final class Trail {
    private long last;

    Trail(long last) {
      this.last = last;
    }

    long last() {
      return last;
    }

    Trail fork() {
      return new Trail(last);
    }

    void join(Trail branch) {
      last = branch.last;
    }
  }

  /** Adds an event; {@code details} goes under the name that the event's type has for it. */
  synchronized void add(Trail trail, String type, String detailsName, ObjectNode details) {
    ObjectNode event = JSON.createObjectNode();
    event.put("timestamp", clock.instant().toString());
    event.put("type", type);
    event.put("id", events.size() + 1);
    event.put("previousEventId", trail.last);
    if (!detailsName.isEmpty()) {
      event.set(detailsName, details);
    }
    events.add(event);
    trail.last = events.size();
  }

  void add(Trail trail, String type) {
    add(trail, type, "", JSON.createObjectNode());
  }

  static ObjectNode details() {
    return JSON.createObjectNode();
  }

  /**
   * Details with a payload, in the form that the service lists it: as a text, and whether it was
   * cut.
   */
  static ObjectNode payload(ObjectNode details, String name, JsonNode value) {
    details.put(name, value.toString());
    details.putObject(name + "Details").put("truncated", false);
    return details;
  }

  synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }
}
