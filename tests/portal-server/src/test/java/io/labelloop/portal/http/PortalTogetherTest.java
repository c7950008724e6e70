package io.labelloop.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.local.LocalWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal 13 over HTTP: two processes serve one workspace to people who answer at once. */
class PortalTogetherTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PEOPLE = 20;
  private static final int ITEMS = 100;
  private static final int WANTED = 3;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void goal13_twentyPeopleAtTwoServers_leaveNoItemShortAndAlmostNoneInSurplus(@TempDir Path folder)
      throws Exception {
    Path directory = folder.resolve("workspace");
    try (LocalWorkspace workspace = RunningPortal.workspace(directory, "")) {
      RunningPortal.instance(directory, workspace)
          .workforce()
          .publish(RunningPortal.job(workspace, ITEMS, WANTED), "token");
      try (RunningPortal left = RunningPortal.start(directory);
          RunningPortal right = RunningPortal.start(directory);
          ExecutorService pool = Executors.newFixedThreadPool(PEOPLE)) {
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < PEOPLE; i++) {
          // all come by one link, to either server
          PortalClient client =
              PortalClient.join(
                  (i % 2 == 0 ? left : right).address(), left.annotatorsCode(), "person " + i);
          tasks.add(() -> work(client));
        }
        int sent = 0;
        for (Future<Integer> done : pool.invokeAll(tasks)) {
          sent += done.get();
        }
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> perPerson = new HashMap<>();
        int others = 0;
        List<String> lines =
            right
                .manager()
                .send("GET", "/api/birds/manage/export.jsonl", "")
                .body()
                .lines()
                .toList();
        for (String line : lines) {
          JsonNode answer = JSON.readTree(line);
          String item = answer.get("item").asText();
          perPerson.merge(item + " " + answer.get("annotator").asText(), 1, Integer::sum);
          if (answer.get("standing").asText().equals("counts")) {
            counts.merge(item, 1, Integer::sum);
          } else {
            others++;
          }
        }
        assertThat(lines).hasSize(sent);
        assertThat(perPerson.values()).as("answers of one person to one item").containsOnly(1);
        assertThat(counts).hasSize(ITEMS).allSatisfy((item, n) -> assertThat(n).isEqualTo(WANTED));
        // healthy 0; without leases 20 people choose alike and hundreds are too many
        assertThat(others).isLessThanOrEqualTo(ITEMS * WANTED / 100);
      }
    }
  }

  /** Answers until nothing is left, and returns how many answers that were. */
  private static int work(PortalClient client) throws IOException, InterruptedException {
    int sent = 0;
    var queue = new ArrayDeque<String>();
    JsonNode next = client.call("POST", "/next", "{\"want\": 3}");
    while (true) {
      next.path("items").forEach(item -> queue.add(item.get("assignment").asText()));
      if (!queue.isEmpty()) {
        String wish =
            "{\"want\": 1, \"have\": ["
                + quoted(List.copyOf(queue).subList(1, queue.size()))
                + "]}";
        next =
            client
                .call(
                    "PUT",
                    "/answers/" + queue.remove(),
                    "{\"answer\": {\"label\": \"a\"}, \"next\": " + wish + "}")
                .get("next");
        sent++;
      } else if (next.path("state").asText().equals("done")) {
        return sent;
      } else {
        TimeUnit.MILLISECONDS.sleep(50);
        next = client.call("POST", "/next", "{\"want\": 3}");
      }
    }
  }

  private static String quoted(List<String> names) {
    return names.isEmpty() ? "" : '"' + String.join("\",\"", names) + '"';
  }
}
