package io.labelloop.workflow.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectVersions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForgottenVersionsTest {
  private static final String TEXT = "the words of one person";
  private static final String POOL = "pools/all.jsonl";

  private final Map<ObjectVersions.Earlier, String> kept = new LinkedHashMap<>();
  private final ObjectVersions store =
      new ObjectVersions() {
        @Override
        public List<Earlier> earlier(String prefix) {
          return kept.keySet().stream().filter(one -> one.key().startsWith(prefix)).toList();
        }

        @Override
        public byte[] read(Earlier version) {
          return Optional.ofNullable(kept.get(version))
              .orElseThrow(() -> new NoSuchObjectException(version.key()))
              .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void remove(Earlier version) {
          kept.remove(version);
        }
      };

  private ForgottenVersions versions(ItemContentForms forms) {
    return new ForgottenVersions(
        store,
        new CampaignKeys("campaigns/a/"),
        Set.of(POOL),
        forms,
        new DocumentRedaction(new ItemId("i-1"), forms));
  }

  private static ItemContentForms forms() {
    return ItemContentForms.of(new ItemContent.Text(TEXT));
  }

  private ObjectVersions.Earlier keep(String key, String version, String content) {
    var earlier = new ObjectVersions.Earlier(key, version);
    kept.put(earlier, content);
    return earlier;
  }

  @Test
  void keys_ofEarlierVersions_areThoseThatHadTheContentByItsBytesOrBesideItsId() {
    keep("campaigns/a/batch.jsonl", "1", "{\"id\":\"i-1\",\"text\":\"short\"}\n");
    keep("campaigns/a/campaign.json", "1", "{\"question\":\"" + TEXT + "?\"}");
    keep("campaigns/a/orders.json", "1", "{\"by\":\"ann\"}");
    keep(POOL, "1", TEXT);
    assertThat(versions(forms()).keys())
        .containsExactlyInAnyOrder("campaigns/a/batch.jsonl", "campaigns/a/campaign.json");
  }

  @Test
  void remove_ofSomeKeys_takesAllTheirVersionsAndNoOthers() {
    keep("campaigns/a/batch.jsonl", "1", "x");
    keep("campaigns/a/batch.jsonl", "2", "y");
    keep(POOL, "1", TEXT);
    var orders = keep("campaigns/a/orders.json", "1", "z");
    var besides = keep(POOL + ".gz", "1", "z");
    assertThat(versions(forms()).remove(Set.of("campaigns/a/batch.jsonl", POOL))).isEqualTo(3);
    assertThat(kept).containsOnlyKeys(orders, besides);
  }

  @Test
  void left_afterwards_namesTheVersionsThatStillHaveTheContent() {
    keep("campaigns/a/orders.json", "7", "quotes " + TEXT);
    keep(POOL, "8", "nothing");
    assertThat(versions(forms()).left()).containsExactly("campaigns/a/orders.json (version 7)");
    assertThat(versions(ItemContentForms.NONE).left()).isEmpty();
  }
}
