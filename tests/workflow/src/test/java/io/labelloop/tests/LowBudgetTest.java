package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Below ten labels for each class the default strategy asks about typical items of the pool's
 * sample, as TypiClust does, and from then on about those that the model is unsure of.
 */
class LowBudgetTest {
  private static final int CLASSES = 4;
  private static final int ROUNDS = 5;

  @TempDir private Path folder = Path.of("");

  private static List<String> pool() {
    var random = new Random(8);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 600; i++) {
      int label = i % CLASSES;
      lines.add(
          "{\"id\":\"item-%d\",\"x\":%.4f,\"y\":%.4f,\"label\":\"c%d\"}"
              .formatted(
                  i,
                  label % 2 + .4 * random.nextGaussian(),
                  (label > 1 ? 1 : 0) + .4 * random.nextGaussian(),
                  label));
    }
    return lines;
  }

  private List<List<String>> batches(String strategy) throws IOException {
    Path file =
        write(
            folder,
            """
            {"task": {"labels": ["c0", "c1", "c2", "c3"]},
             "pool": {"location": "pool/", "features": ["x", "y"]},
             "query": {"strategy": "%s", "batchSize": 10, "randomShare": 0.2, "seedSet": {"size": 12}},
             "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
               "annotators": [{"count": 3, "accuracy": 1}]},
             "stop": {"maxRounds": %d}, "seed": 11}
            """
                .formatted(strategy, ROUNDS),
            List.of(pool()));
    Path workspace = folder.resolve(strategy);
    assertThat(CampaignFixture.run(file, workspace, 2))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    var batches = new ArrayList<List<String>>();
    for (int round = 1; round <= ROUNDS; round++) {
      batches.add(
          JsonCodec.readLines(
                  Files.readAllBytes(
                      workspace.resolve("campaigns/small/rounds/000" + round + "/batch.jsonl")),
                  BatchItem.class)
              .stream()
              .map(item -> item.stream() + " " + item.id().value())
              .toList());
    }
    return batches;
  }

  @Test
  void batches_belowTenLabelsForEachClass_areTypicalItemsAndThenUncertainOnes() throws IOException {
    List<List<String>> ours = batches("margin-cluster");
    List<List<String>> typical = batches("typiclust");

    assertThat(ours).allSatisfy(batch -> assertThat(batch).doesNotHaveDuplicates());
    // the models of these rounds have learned from 12, 22 and 32 labels, of 40
    assertThat(ours.subList(0, 4)).isEqualTo(typical.subList(0, 4));
    assertThat(ours.get(4)).hasSize(10).isNotEqualTo(typical.get(4));
  }
}
