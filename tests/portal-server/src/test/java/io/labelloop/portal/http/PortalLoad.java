package io.labelloop.portal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.local.LocalWorkspace;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How long an answer with the next item takes when many people label at once: simulated people over
 * HTTP on this machine, each with a pause between two answers, as people have. What comes while the
 * portal is still being compiled is told apart. The result belongs into {@code
 * docs/benchmarks/portal.md}.
 *
 * <p>{@code PortalLoad PEOPLE ITEMS SECONDS MEAN_PAUSE_SECONDS WARM_UP_SECONDS}.
 */
final class PortalLoad {
  private static final int SECOND = 1000;

  private final int people;
  private final int items;
  private final int seconds;
  private final double pause;
  private final int warmUp;

  private PortalLoad(String[] arguments) {
    this.people = Integer.parseInt(arguments[0]);
    this.items = Integer.parseInt(arguments[1]);
    this.seconds = Integer.parseInt(arguments[2]);
    this.pause = Double.parseDouble(arguments[3]);
    this.warmUp = Integer.parseInt(arguments[4]);
  }

  /** An answer with the next item: when it was sent, and how long it took. */
  private record Sending(long sentNanos, double millis) {}

  public static void main(String[] arguments) throws Exception {
    new PortalLoad(arguments).run();
  }

  private void run() throws Exception {
    Path directory = Files.createTempDirectory("portal-load").resolve("workspace");
    try (LocalWorkspace workspace = RunningPortal.workspace(directory, "")) {
      long before = System.nanoTime();
      RunningPortal.instance(directory, workspace)
          .workforce()
          .publish(RunningPortal.job(workspace, items, 2), "token");
      say("published %d items in %.1f s", items, (System.nanoTime() - before) / 1e9);
      try (RunningPortal portal = RunningPortal.start(directory);
          ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
        List<PortalClient> clients = joined(portal);
        say("%d people joined; load of the machine %.1f", people, machineLoad());
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(warmUp + seconds);
        var done = new ArrayList<Future<List<Sending>>>();
        for (int i = 0; i < people; i++) {
          PortalClient client = clients.get(i);
          var random = new Random(i);
          done.add(pool.submit(() -> work(client, end, random)));
        }
        TimeUnit.SECONDS.sleep(warmUp);
        double cpuBefore = portalCpuSeconds();
        TimeUnit.SECONDS.sleep(seconds);
        double cpu = portalCpuSeconds() - cpuBefore;
        var all = new ArrayList<Sending>();
        for (Future<List<Sending>> one : done) {
          all.addAll(one.get());
        }
        long warm = start + TimeUnit.SECONDS.toNanos(warmUp);
        print("while warming up", warmUp, all, s -> s.sentNanos() < warm);
        int measured = print("measured", seconds, all, s -> s.sentNanos() >= warm);
        say("the portal's CPU: %.1f ms an answer", cpu * SECOND / measured);
        say("load of the machine %.1f", machineLoad());
      }
    }
  }

  /** The many who come by one link. */
  private List<PortalClient> joined(RunningPortal portal) throws Exception {
    String invitation = "{\"maxUses\": 10000}";
    JsonNode link = portal.manager().call("POST", "/manage/invitations", invitation).get("link");
    String code = link.asText().replaceAll(".*#", "");
    var clients = new ArrayList<PortalClient>();
    for (int i = 0; i < people; i++) {
      clients.add(PortalClient.join(portal.address(), code, "person " + i));
    }
    return clients;
  }

  private static double machineLoad() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static double portalCpuSeconds() {
    return ProcessHandle.current()
        .children()
        .flatMap(child -> child.info().totalCpuDuration().stream())
        .mapToDouble(time -> time.toMillis() / (double) SECOND)
        .sum();
  }

  private List<Sending> work(PortalClient client, long end, Random random) throws Exception {
    var sendings = new ArrayList<Sending>();
    var queue = new ArrayDeque<String>();
    // people do not begin at one moment
    TimeUnit.MILLISECONDS.sleep((long) (pause * SECOND * random.nextDouble()));
    client
        .call("POST", "/next", "{}")
        .get("items")
        .forEach(item -> queue.add(item.get("assignment").asText()));
    while (System.nanoTime() < end && !queue.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(
          (long) (pause * SECOND * Math.min(5, -Math.log(1 - random.nextDouble()))));
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
      sendings.add(new Sending(before, (System.nanoTime() - before) / 1e6));
      answer.at("/next/items").forEach(item -> queue.add(item.get("assignment").asText()));
    }
    return sendings;
  }

  private int print(String what, int seconds, List<Sending> all, Predicate<Sending> which) {
    double[] times = all.stream().filter(which).mapToDouble(Sending::millis).sorted().toArray();
    if (times.length > 0) {
      say(
          "%s: %d people, %d items, %d answers, %.0f/s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
          what,
          people,
          items,
          times.length,
          (double) times.length / seconds,
          times[times.length / 2],
          times[(int) (times.length * 0.95)],
          times[(int) (times.length * 0.99)],
          times[times.length - 1]);
    }
    return times.length;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
