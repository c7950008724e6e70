package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that looks at every document of a campaign. */
class CloseCampaignTest {
  private static final String PREFIX = "campaigns/small/";

  @TempDir private Path folder = Path.of("");

  private final Map<String, Integer> reads = new ConcurrentHashMap<>();
  private final AtomicBoolean closing = new AtomicBoolean();

  /** It has been 807 requests for 127 documents of six rounds, and nearly half of the time. */
  @Test
  void closeCampaign_ofSomeRounds_readsEachDocumentOnce() throws IOException {
    Path campaign =
        CampaignFixture.write(
            folder,
            CampaignFixture.campaignJson("{\"maxRounds\": 3}", ""),
            List.of(CampaignFixture.pool(400)));
    assertThat(CampaignFixture.run(campaign, folder.resolve("workspace"), 2, this::counting))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    assertThat(reads).hasSizeGreaterThan(30).containsKey(PREFIX + "rounds/0001/batch.jsonl");
    // the pool is read for the truth of its items, and for its checksum
    reads.keySet().removeIf(key -> key.startsWith(PREFIX + "pool/"));
    assertThat(reads).allSatisfy((key, times) -> assertThat(times).as(key).isEqualTo(1));
  }

  /** Counts what is read from the listing of the whole campaign on, which it begins with. */
  private ObjectStore counting(ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              String key = (String) arguments[0];
              if (method.getName().equals("list") && key.equals(PREFIX)) {
                closing.set(true);
              } else if (closing.get()
                  && List.of("get", "open").contains(method.getName())
                  && key.startsWith(PREFIX)) {
                reads.merge(key, 1, Integer::sum);
              } else if (key.equals(PREFIX + "checksums.sha256.sha256")) {
                closing.set(false);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
