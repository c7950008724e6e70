package io.labelloop.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.local.Surroundings;
import io.labelloop.local.asl.FunctionError;
import io.labelloop.local.asl.ServiceCalls;
import io.labelloop.local.asl.Timeline;
import io.labelloop.workflow.port.StoreException;
import io.labelloop.workflow.port.WorkflowCallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * What goes wrong in one run of a campaign: all of it follows from the seed and from what the
 * campaign does, whatever the order of its threads. A fault is found again by its seed.
 */
final class FaultPlan implements Surroundings {
  /** What can happen to one operation. */
  enum Fault {
    /** Nothing is done, and an error comes back. */
    BEFORE,
    /** It is done, and an error comes back. */
    AFTER,
    /** It breaks off half way. */
    MIDDLE,
    /** It is done twice. */
    TWICE,
    /** The machine goes off before it. */
    OFF,
    /** It never arrives. */
    LOST,
    /** It arrives hours or days later. */
    LATE
  }

  private static final int MOST_CRASHES = 4;

  private final long seed;
  private final double storeFaults;
  private final double callFaults;
  private final double callbackFaults;
  private final double crashes;
  private final int outageAt;
  private final Duration outage;
  private final boolean onlyWritesFail;
  private final int clockJumpsAt;
  private final Duration clockJump;

  private final Map<String, Integer> occurrences = new ConcurrentHashMap<>();
  private final Map<String, Integer> happened = new ConcurrentHashMap<>();
  private final AtomicInteger storeOperations = new AtomicInteger();
  private final AtomicInteger clockReadings = new AtomicInteger();
  private final AtomicInteger offs = new AtomicInteger();
  private volatile Optional<Instant> outageEnds = Optional.empty();
  private volatile InstantSource time = InstantSource.system();
  private volatile boolean off;
  private volatile boolean calm;

  FaultPlan(long seed) {
    this.seed = seed;
    var random = new SplittableRandom(seed);
    // most plans have one kind of trouble, some have all
    int theme = random.nextInt(7);
    double rate = Math.exp(random.nextDouble(Math.log(0.002), Math.log(0.06)));
    storeFaults = theme == 0 || theme == 6 ? rate : 0;
    callFaults = theme == 1 || theme == 6 ? 2 * rate : 0;
    callbackFaults = theme == 2 || theme == 6 ? 0.4 : 0;
    crashes = theme == 3 || theme == 6 ? rate : 0;
    outageAt = theme == 4 || theme == 6 ? random.nextInt(250) : Integer.MAX_VALUE;
    outage = Duration.ofSeconds((long) Math.exp(random.nextDouble(0, Math.log(1200))));
    onlyWritesFail = random.nextBoolean();
    clockJumpsAt = theme == 5 || theme == 6 ? random.nextInt(60) : Integer.MAX_VALUE;
    clockJump = Duration.ofMinutes(random.nextLong(-60 * 24 * 30, 60 * 24 * 30));
  }

  /** How often each kind of fault has happened, by operation and kind. */
  Map<String, Integer> happened() {
    return new TreeMap<>(happened);
  }

  /** Whether the run was cut off. */
  boolean wasOff() {
    return off;
  }

  /** Somebody turns the machine on again, later than any outage lasts. */
  void turnOn() {
    off = false;
    outageEnds = Optional.empty();
  }

  /** From now on everything works; a clock that was moved stays so. */
  void calm() {
    calm = true;
    outageEnds = Optional.empty();
  }

  private double draw(String operation, String of) {
    var hash = new CRC32C();
    hash.update((seed + "\n" + operation + "\n" + of).getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(hash.getValue() * 0x9E3779B97F4A7C15L ^ seed).nextDouble();
  }

  private Optional<Fault> at(String operation, double rate, Fault... kinds) {
    if (calm) {
      return Optional.empty();
    }
    int occurrence = occurrences.merge(operation, 1, Integer::sum);
    String place = operation + " " + occurrence;
    if (draw(place, "whether") >= rate) {
      return Optional.empty();
    }
    return Optional.of(kinds[(int) (draw(place, "what") * kinds.length)]);
  }

  private void note(String what) {
    happened.merge(what, 1, Integer::sum);
  }

  /** What happens to an operation of the store. */
  Optional<Fault> ofStore(String operation, String key, boolean write) {
    if (off) {
      throw new StoreException("the machine is off", new IOException("cut off"));
    }
    if (storeOperations.incrementAndGet() == outageAt && !calm) {
      outageEnds = Optional.of(time.instant().plus(outage));
    }
    if (outageEnds.filter(end -> time.instant().isBefore(end)).isPresent()
        && (write || !onlyWritesFail)) {
      note(operation + (onlyWritesFail ? " on a full disk" : " in an outage"));
      return Optional.of(Fault.BEFORE);
    }
    Optional<Fault> fault =
        at(
            operation + " " + key,
            storeFaults,
            Fault.BEFORE,
            Fault.AFTER,
            Fault.MIDDLE,
            Fault.TWICE);
    if (fault.isEmpty() && offs.get() < MOST_CRASHES) {
      fault = at("crash at " + operation + " " + key, crashes, Fault.OFF);
    }
    fault.ifPresent(kind -> note(operation + " " + kind));
    if (fault.equals(Optional.of(Fault.OFF))) {
      offs.incrementAndGet();
      off = true;
      throw new StoreException("the machine goes off", new IOException("cut off"));
    }
    return fault;
  }

  @Override
  public ServiceCalls calls() {
    return (machine, state, call) -> {
      Optional<Fault> fault =
          at(
              machine + "/" + state,
              callFaults,
              Fault.BEFORE,
              Fault.AFTER,
              Fault.MIDDLE,
              Fault.TWICE);
      boolean nested = state.startsWith("Run");
      boolean reader = machine.equals("round") ? state.equals("ScorePool") : isMap(state);
      fault.ifPresent(kind -> note("call of " + state + " " + kind));
      if (fault.isEmpty()) {
        return call.run();
      }
      if (state.equals("CampaignFailed")) {
        throw new FunctionError("Sfn.SfnException", "try later");
      }
      // an execution or a reader cannot be half done or done twice: the service sees to that
      if (nested || reader) {
        throw new FunctionError(
            nested ? "StepFunctions.ThrottlingException" : "S3.SlowDown", "slow down");
      }
      return switch (fault.get()) {
        case BEFORE -> throw new FunctionError("Lambda.TooManyRequestsException", "{}");
        case MIDDLE -> throw new FunctionError("Runtime.ExitError", "{}");
        case TWICE -> {
          JsonNode first = call.run();
          JsonNode second = call.run();
          if (!first.equals(second)) {
            throw new IllegalStateException(state + " said " + first + ", then " + second);
          }
          yield second;
        }
        default -> {
          call.run();
          throw new FunctionError("Sandbox.Timedout", "{}");
        }
      };
    };
  }

  private static boolean isMap(String state) {
    return state.equals("IndexPool") || state.equals("SiftPool") || state.equals("AutoLabel");
  }

  @Override
  public WorkflowCallback around(WorkflowCallback callback, Timeline timeline) {
    time = timeline;
    return new WorkflowCallback() {
      @Override
      public void succeed(String taskToken, String output) {
        Optional<Fault> fault = at("callback", callbackFaults, Fault.LOST, Fault.LATE, Fault.TWICE);
        fault.ifPresent(kind -> note("callback " + kind));
        if (fault.isEmpty()) {
          callback.succeed(taskToken, output);
          return;
        }
        switch (fault.get()) {
          case LATE ->
              timeline.schedule(
                  timeline.instant().plus(Duration.ofHours(1 + (long) (draw("late", "") * 99))),
                  () -> callback.succeed(taskToken, output));
          case TWICE -> {
            callback.succeed(taskToken, output);
            callback.succeed(taskToken, output);
          }
          default -> {}
        }
      }

      @Override
      public void fail(String taskToken, String error, String cause) {
        callback.fail(taskToken, error, cause);
      }

      @Override
      public void heartbeat(String taskToken) {
        callback.heartbeat(taskToken);
      }
    };
  }

  @Override
  public InstantSource clock(Timeline timeline) {
    return () -> {
      boolean jumped = clockReadings.incrementAndGet() > clockJumpsAt;
      if (jumped) {
        note("clock moved");
      }
      return jumped ? timeline.instant().plus(clockJump) : timeline.instant();
    };
  }
}
