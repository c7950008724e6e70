package io.labelloop.tests.localstack;

import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.learning.Trainers;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.step.AwaitResume;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.CleanUpCampaign;
import io.labelloop.workflow.step.CloseCampaign;
import io.labelloop.workflow.step.OpenCampaign;
import io.labelloop.workflow.step.TakeUpCampaign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A campaign that is certified after a few rounds, and the documents it comes to on one machine.
 */
final class SmallCampaign {
  private static final int FILES = 3;
  private static final int ITEMS_PER_FILE = 140;
  private static final StepListener SILENT =
      new StepListener() {
        @Override
        public void started(String step) {}

        @Override
        public void finished(String step, Record output) {}
      };

  private SmallCampaign() {}

  static String key(String name) {
    return "campaigns/" + name + "/campaign.json";
  }

  static byte[] file() {
    return file(
        """
        {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 4, "accuracy": 0.95}, {"count": 1, "accuracy": 0.4}],
           "annotationsPerItem": {"min": 2, "max": 3}}
        """);
  }

  /** The campaign with another workforce. */
  static byte[] file(String workforce) {
    return """
        {"task": {"labels": ["plus", "minus"], "question": "Which sign?"},
         "pool": {"location": "pool/", "features": ["x", "y"]},
         "query": {"batchSize": 10, "seedSet": {"size": 10}},
         "workforce": %s,
         "stop": {"accuracy": {"target": 0.92, "confidence": 0.9}, "budget": "60 USD", "maxRounds": 6},
         "seed": 11}
        """
        .formatted(workforce)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The campaign with automatic labels, so that the audit's steps run as well, with a growing pool,
   * gold items, and a bandit over a committee, which have documents of their own.
   */
  private static byte[] withEverything() {
    return new String(file(), StandardCharsets.UTF_8)
        .replace("\"pool/\"", "\"pool/\", \"growing\": true")
        .replace(
            "\"batchSize\": 10",
            "\"batchSize\": 10, \"strategy\":"
                + " {\"type\": \"bandit\", \"of\": [\"vote-entropy\"], \"validation\": 20}")
        .replace("\"max\": 3}", "\"max\": 3}, \"gold\": {\"items\": [" + gold() + "]}")
        .replace(
            "\"seed\": 11",
            "\"autoLabel\": {\"precision\": 0.8, \"confidence\": 0.8}, \"seed\": 11")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String gold() {
    return IntStream.range(0, 6)
        .mapToObj(
            i ->
                i % 2 == 0
                    ? "{\"id\": \"gold-" + i + "\", \"features\": [1, 1], \"label\": \"plus\"}"
                    : "{\"id\": \"gold-" + i + "\", \"features\": [-1, -1], \"label\": \"minus\"}")
        .collect(Collectors.joining(","));
  }

  /** The pool's files by their names: two clusters of numbers, told apart by the sign of x + y. */
  static Map<String, byte[]> pool() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    return IntStream.range(0, FILES)
        .boxed()
        .collect(
            Collectors.toMap(
                file -> "part-" + file + ".jsonl",
                file ->
                    IntStream.range(0, ITEMS_PER_FILE)
                        .mapToObj(
                            i -> {
                              boolean plus = i % 2 == 0;
                              return "{\"id\":\"item-%d-%03d\",\"x\":%.4f,\"y\":%.4f,\"label\":\"%s\"}\n"
                                  .formatted(
                                      file,
                                      i,
                                      (plus ? 1 : -1) + 0.6 * random.nextGaussian(),
                                      (plus ? 1 : -1) + 0.6 * random.nextGaussian(),
                                      plus ? "plus" : "minus");
                            })
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8),
                (left, right) -> left,
                TreeMap::new));
  }

  /** Puts the pool where the campaign looks for it, and then the campaign file, which starts it. */
  static void upload(DeployedStack stack, String name) {
    upload(stack, name, file());
  }

  static void upload(DeployedStack stack, String name, byte[] file) {
    pool().forEach((part, content) -> stack.upload("campaigns/" + name + "/pool/" + part, content));
    stack.upload(key(name), file);
  }

  /** Runs the campaign on this machine and returns its documents by their keys. */
  static Map<String, byte[]> local(Path folder, String name) throws IOException {
    return local(folder, name, file());
  }

  static Map<String, byte[]> local(Path folder, String name, byte[] file) throws IOException {
    return run(folder, name, file, SILENT, UnaryOperator.identity());
  }

  /**
   * Runs the campaign on this machine and returns the names of all fields that its steps logged.
   */
  static Set<String> logged(Path folder) throws IOException {
    local(folder, "logged", file());
    Set<String> fields = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve("out/.labelloop/steps.log"))) {
      for (String word : line.split(" ")) {
        if (word.contains("=")) {
          fields.add(word.substring(0, word.indexOf('=')));
        }
      }
    }
    return fields;
  }

  /** Runs the campaign on this machine and returns the keys that each step wrote. */
  static Map<String, Set<String>> writes(Path folder) throws IOException {
    Map<String, Set<String>> writes = new ConcurrentHashMap<>();
    ThreadLocal<String> step = new ThreadLocal<>();
    var recorded = new AtomicReference<ObjectStore>();
    var changed = new AtomicBoolean();
    var listener =
        new StepListener() {
          @Override
          public void started(String name) {
            if (name.equals("TrainModel") && changed.compareAndSet(false, true)) {
              // the file is uploaded again
              step.remove();
              ObjectStore store = java.util.Objects.requireNonNull(recorded.get());
              store.put(key("writes"), withAnotherBudget());
              step.set("OpenCampaign");
              steps(store).step(OpenCampaign.class).execute(opened("another"));
              step.remove();
              order(recorded, (orders, prefix) -> orders.pause(prefix, "ann"));
            }
            if (name.equals("AwaitResume")) {
              step.remove();
              order(recorded, (orders, prefix) -> orders.resume(prefix, "ann"));
            }
            step.set(name);
            if (name.equals("EvaluateRound")) {
              grow(folder.resolve("in/pool/part-new.jsonl"));
            }
          }

          @Override
          public void finished(String name, Record output) {}
        };
    run(
        folder,
        "writes",
        withEverything(),
        listener,
        store ->
            recording(
                recorded,
                (ObjectStore)
                    Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (proxy, method, arguments) -> {
                          String running = step.get();
                          if (running != null
                              && method.getReturnType() != java.util.Optional.class
                              && !List.of("open", "list").contains(method.getName())) {
                            writes
                                .computeIfAbsent(running, key -> new TreeSet<>())
                                .add((String) arguments[0]);
                          }
                          try {
                            return method.invoke(store, arguments);
                          } catch (InvocationTargetException e) {
                            throw e.getCause();
                          }
                        })));
    // once more in a stack with a ceiling, which one machine has not
    ObjectStore store = java.util.Objects.requireNonNull(recorded.get());
    step.set("OpenCampaign");
    steps(store).step(OpenCampaign.class).execute(opened("writes"));
    step.set("CloseCampaign");
    steps(store)
        .step(CloseCampaign.class)
        .execute(new CloseCampaign.Input("campaigns/writes/", "max-rounds"));
    // another campaign begins with what this one has learned
    step.remove();
    pool().forEach((part, content) -> store.put("campaigns/later/pool/" + part, content));
    store.put(key("later"), startingFrom("../writes"));
    step.set("OpenCampaign");
    steps(store)
        .step(OpenCampaign.class)
        .execute(new OpenCampaign.Input(key("later"), "later", "ann"));
    // and fails, and is redriven
    step.remove();
    steps(store)
        .step(CleanUpCampaign.class)
        .execute(new CleanUpCampaign.Input(key("later"), "later", "some.Error", "cause", 0));
    step.set("TakeUpCampaign");
    steps(store)
        .step(TakeUpCampaign.class)
        .execute(new TakeUpCampaign.Input(key("later"), "later", 1));
    return writes;
  }

  private static ObjectStore recording(AtomicReference<ObjectStore> recorded, ObjectStore store) {
    recorded.set(store);
    return store;
  }

  private static OpenCampaign.Input opened(String execution) {
    return new OpenCampaign.Input(key("writes"), execution, "ann");
  }

  private static byte[] startingFrom(String earlier) {
    return new String(file(), StandardCharsets.UTF_8)
        .replace("60 USD", "40 USD")
        .replace("\"seed\"", "\"model\": {\"startFrom\": \"" + earlier + "\"}, \"seed\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withAnotherBudget() {
    return new String(withEverything(), StandardCharsets.UTF_8)
        .replace("60 USD", "61 USD")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Nobody waits for a token here. */
  private static final class NoCallback implements WorkflowCallback {
    @Override
    public void succeed(String taskToken, String output) {}

    @Override
    public void fail(String taskToken, String error, String cause) {}

    @Override
    public void heartbeat(String taskToken) {}
  }

  private static void order(
      AtomicReference<ObjectStore> recorded, BiConsumer<CampaignOperations, String> order) {
    order.accept(
        steps(java.util.Objects.requireNonNull(recorded.get())).operations(InstantSource.system()),
        "campaigns/writes/");
  }

  private static CampaignSteps steps(ObjectStore objects) {
    return new CampaignSteps(
        objects,
        LocalRegistries.KNOWN_NAMES,
        Trainers::of,
        campaign -> {
          throw new AssertionError("nobody is asked here");
        },
        (subject, text) -> {},
        report -> new byte[0],
        campaign -> Optional.empty(),
        InstantSource.system(),
        Optional.of(Money.parse("100 USD")),
        new NoCallback(),
        AwaitResume.Pausing.WAITS);
  }

  /** Adds a file to the pool, if it is not there yet. */
  private static void grow(Path file) {
    if (!Files.exists(file)) {
      String known = new String(pool().values().iterator().next(), StandardCharsets.UTF_8);
      try {
        Files.writeString(file, known.replace("item-", "new-"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Map<String, byte[]> run(
      Path folder,
      String name,
      byte[] file,
      StepListener listener,
      UnaryOperator<ObjectStore> around)
      throws IOException {
    Path pool = Files.createDirectories(folder.resolve("in/pool"));
    for (var part : pool().entrySet()) {
      Files.write(pool.resolve(part.getKey()), part.getValue());
    }
    Path campaignFile = Files.write(pool.resolveSibling("campaign.json"), file);
    CampaignSpec spec =
        switch (new CampaignSpecReader(LocalRegistries.KNOWN_NAMES).read(file, "campaign.json")) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new IllegalStateException(invalid.mistakes().toString());
        };
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve("out"), new CampaignId(name), campaignFile, file, spec, around)) {
      if (LocalEngine.of(workspace, spec, listener).run()
          instanceof LocalEngine.Ended.Failed failed) {
        throw new IllegalStateException(failed.problem().cause());
      }
      return documents(workspace.objects(), name);
    }
  }

  /** The documents that a campaign has written, by their keys. */
  static Map<String, byte[]> documents(ObjectStore objects, String name) {
    Map<String, byte[]> documents = new TreeMap<>();
    for (var object : objects.list("campaigns/" + name + "/")) {
      if (!object.key().contains("/pool/")) {
        documents.put(object.key(), objects.get(object.key()).orElseThrow().content());
      }
    }
    return documents;
  }

  /** A campaign's summary as text without blanks. */
  static String summary(Map<String, byte[]> documents, String name) {
    return new String(
            java.util.Objects.requireNonNull(documents.get("campaigns/" + name + "/summary.json")),
            StandardCharsets.UTF_8)
        .replaceAll("\\s", "");
  }
}
