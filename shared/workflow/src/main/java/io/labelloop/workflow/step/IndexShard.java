package io.labelloop.workflow.step;

import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.Sample;
import io.labelloop.pool.UnacceptableFileException;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.ShardIndex;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a shard for the first time: counts, rejected lines, and samples from which the streams are
 * drawn. Memory is bounded by the samples and 16 bytes per item.
 */
public final class IndexShard implements Step<ShardInput, Done> {
  private final Campaigns campaigns;

  public IndexShard(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  @Override
  public Class<ShardInput> inputType() {
    return ShardInput.class;
  }

  @Override
  public Done execute(ShardInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    if (campaign.documents().has(campaign.keys().shardIndex(input.shard()))) {
      return Done.DONE;
    }
    var sample = Sample.uniform(DrawStreams.SAMPLE, DrawStreams.sampleOrder(campaign));
    var certification =
        Sample.uniform(DrawStreams.mostHeld(campaign), DrawStreams.certificationOrder(campaign));
    var rejects = new ShardRejects();
    var hashes = new ArrayList<long[]>();
    long lines = 0;
    Optional<String> unacceptable = Optional.empty();
    try {
      lines =
          new CampaignPool(campaign)
              .readFirst(
                  input.shard(),
                  line -> {
                    switch (line) {
                      case PoolLine.Accepted accepted -> {
                        sample.add(accepted.item());
                        certification.add(accepted.item());
                        hashes.add(
                            new long[] {
                              DuplicateIds.hash(accepted.item().id()), accepted.contentHash()
                            });
                      }
                      case PoolLine.Rejected bad -> rejects.add(bad.line());
                    }
                  });
    } catch (UncheckedIOException unread) {
      if (!(unread.getCause() instanceof UnacceptableFileException)) {
        throw unread;
      }
      // the step that merges the shards says it for all files at once
      unacceptable = Optional.of(String.valueOf(unread.getMessage()));
    }
    store(campaign, campaign.keys().shardSample(input.shard()), sample.toList());
    store(campaign, campaign.keys().shardCertification(input.shard()), certification.toList());
    campaign.documents().decideBytes(campaign.keys().shardIds(input.shard()), bytes(hashes));
    RejectCounts counts = rejects.counts();
    // last: the document that says that the others are there
    campaign
        .documents()
        .decide(
            campaign.keys().shardIndex(input.shard()),
            new ShardIndex(
                ShardIndex.VERSION,
                input.shard(),
                lines,
                hashes.size(),
                counts.lines(),
                rejects.listed(),
                Optional.of(counts).filter(any -> any.lines() > 0),
                unacceptable),
            ShardIndex.class);
    return Done.DONE;
  }

  private static void store(Campaign campaign, String key, List<Item> items) {
    campaign.documents().decideBytes(key, JsonCodec.lines(items));
  }

  private static byte[] bytes(List<long[]> hashes) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES * hashes.size());
    hashes.forEach(pair -> buffer.putLong(pair[0]).putLong(pair[1]));
    return buffer.array();
  }
}
