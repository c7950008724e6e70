package io.labelloop.portal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.local.LocalWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long an answer with the next item takes when many people label at once: simulated people over
 * HTTP on this machine, each with a pause between two answers, as people have. The result belongs
 * into {@code docs/benchmarks/portal.md}.
 *
 * <p>{@code PortalLoad PEOPLE ITEMS SECONDS MEAN_PAUSE_SECONDS}.
 */
final class PortalLoad {
  private PortalLoad() {}

  public static void main(String[] arguments) throws Exception {
    int people = Integer.parseInt(arguments[0]);
    int items = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    double pause = Double.parseDouble(arguments[3]);
    Path folder = Files.createTempDirectory("portal-load");
    Path directory = folder.resolve("workspace");
    try (LocalWorkspace workspace = RunningPortal.workspace(directory, "")) {
      long before = System.nanoTime();
      RunningPortal.instance(directory, workspace)
          .workforce()
          .publish(RunningPortal.job(workspace, items, 2), "token");
      System.out.printf(
          Locale.ROOT, "published %d items in %.1f s%n", items, (System.nanoTime() - before) / 1e9);
      try (RunningPortal portal = RunningPortal.start(directory);
          ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
        // the many who come by one link
        PortalClient manager = portal.manager();
        String link =
            manager
                .call("POST", "/manage/invitations", "{\"maxUses\": 10000}")
                .get("link")
                .asText();
        var clients = new ArrayList<PortalClient>();
        for (int i = 0; i < people; i++) {
          clients.add(
              PortalClient.join(portal.address(), link.replaceAll(".*#", ""), "person " + i));
        }
        var done = new ArrayList<Future<List<Double>>>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < people; i++) {
          PortalClient client = clients.get(i);
          var random = new Random(i);
          done.add(pool.submit(() -> work(client, end, pause, random)));
        }
        var times = new ArrayList<Double>();
        for (Future<List<Double>> one : done) {
          times.addAll(one.get());
        }
        print(people, items, seconds, times);
      }
    }
  }

  private static List<Double> work(PortalClient client, long end, double pause, Random random)
      throws Exception {
    var times = new ArrayList<Double>();
    var queue = new ArrayDeque<String>();
    client
        .call("POST", "/next", "{}")
        .get("items")
        .forEach(item -> queue.add(item.get("assignment").asText()));
    // the first answers of all do not come at one moment
    TimeUnit.MILLISECONDS.sleep((long) (pause * 1000 * random.nextDouble()));
    while (System.nanoTime() < end && !queue.isEmpty()) {
      String assignment = queue.remove();
      String have = queue.isEmpty() ? "" : '"' + String.join("\",\"", queue) + '"';
      long before = System.nanoTime();
      JsonNode answer =
          client.call(
              "PUT",
              "/answers/" + assignment,
              "{\"answer\": {\"label\": \"a\"}, \"meta\": {\"activeMillis\": 3000}, \"next\": {\"want\": 1, \"have\": ["
                  + have
                  + "]}}");
      times.add((System.nanoTime() - before) / 1e6);
      answer.at("/next/items").forEach(item -> queue.add(item.get("assignment").asText()));
      TimeUnit.MILLISECONDS.sleep(
          (long) (pause * 1000 * Math.min(5, -Math.log(1 - random.nextDouble()))));
    }
    return times;
  }

  private static void print(int people, int items, int seconds, List<Double> times) {
    Collections.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%d people, %d items, %d answers, %.0f/s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        people,
        items,
        times.size(),
        (double) times.size() / seconds,
        times.get(times.size() / 2),
        times.get((int) (times.size() * 0.95)),
        times.get((int) (times.size() * 0.99)),
        times.get(times.size() - 1));
  }
}
