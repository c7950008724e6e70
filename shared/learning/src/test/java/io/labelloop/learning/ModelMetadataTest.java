package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelMetadataTest {
  private static Map<String, Provenance> facts(List<String> names) {
    Map<String, Provenance> facts = new LinkedHashMap<>();
    names.forEach(name -> facts.put(name, new IntProvenance(name, 1)));
    return facts;
  }

  @Test
  void trainedBy_whateverTheOrderOfItsFacts_hasThemByName() {
    // Map.of is in another order in another virtual machine, where the model is made again
    var trainer =
        new ModelMetadata.TrainedBy(
            "any",
            Object.class,
            facts(List.of("tolerance", "C", "guesses")),
            facts(List.of("iterations", "converged")));

    assertThat(trainer.settings().keySet()).containsExactly("C", "guesses", "tolerance");
    assertThat(trainer.outcome().keySet()).containsExactly("converged", "iterations");
  }
}
