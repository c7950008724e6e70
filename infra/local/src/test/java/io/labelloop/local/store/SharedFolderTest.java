package io.labelloop.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.port.ObjectStore.PutResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that write into one folder at once. */
class SharedFolderTest {
  private static final int PROCESSES = 3;
  private static final int INCREMENTS = 40;
  private static final String COUNTER = "counter";

  @Test
  void conditionalWrites_ofSeveralProcesses_loseNothing(@TempDir Path root) throws Exception {
    var store = new DirectoryObjectStore(root);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(root, i));
    }
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
    }

    // healthy: 120 increments and 40 winners; without the lock between processes, three runs of
    // three lost increments or had a claim won twice
    assertThat(count(store)).isEqualTo(PROCESSES * INCREMENTS);
    assertThat(store.list("won/")).hasSize(INCREMENTS);
  }

  private static Process start(Path root, int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SharedFolderTest.class.getName(),
            root.toString(),
            Integer.toString(number))
        .redirectErrorStream(true)
        .start();
  }

  /** One of the processes: adds to a shared counter, and competes for every key. */
  public static void main(String[] args) {
    var store = new DirectoryObjectStore(Path.of(args[0]));
    byte[] name = args[1].getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < INCREMENTS; i++) {
      increment(store);
      if (store.putIfAbsent("claims/" + i, name) instanceof PutResult.Stored) {
        // a second winner would find its own mark taken, and fail
        if (!(store.putIfAbsent("won/" + i, name) instanceof PutResult.Stored)) {
          throw new IllegalStateException("two processes won claims/" + i);
        }
      }
    }
  }

  private static void increment(DirectoryObjectStore store) {
    store.putIfAbsent(COUNTER, "0".getBytes(StandardCharsets.UTF_8));
    while (true) {
      var current = store.get(COUNTER).orElseThrow();
      int next = Integer.parseInt(new String(current.content(), StandardCharsets.UTF_8)) + 1;
      byte[] content = Integer.toString(next).getBytes(StandardCharsets.UTF_8);
      if (store.replaceIfUnchanged(COUNTER, current.etag(), content) instanceof PutResult.Stored) {
        return;
      }
    }
  }

  private static int count(DirectoryObjectStore store) {
    return Integer.parseInt(
        new String(store.get(COUNTER).orElseThrow().content(), StandardCharsets.UTF_8));
  }
}
