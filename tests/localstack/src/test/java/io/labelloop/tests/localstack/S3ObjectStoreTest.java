package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.aws.S3ObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.ObjectStoreContract;
import io.labelloop.workflow.port.StoreAccessDeniedException;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static final S3Client S3 = LocalStackServer.shared().clients().s3();

  @Override
  protected ObjectStore store() {
    String bucket = "store-" + UUID.randomUUID();
    S3.createBucket(request -> request.bucket(bucket));
    return new S3ObjectStore(S3, bucket);
  }

  @Test
  void list_ofMoreThanAPage_hasAllOfIt() {
    ObjectStore store = store();
    IntStream.range(0, 1_100).forEach(i -> store.put("p/%05d".formatted(i), new byte[1]));
    assertThat(store.list("p/")).hasSize(1_100);
    assertThat(store.list("p/")).isSortedAccordingTo(java.util.Comparator.comparing(o -> o.key()));
  }

  @Test
  void put_inABucketThatIsNotThere_isRefusedWithItsName() {
    var store = new S3ObjectStore(S3, "no-such-bucket-" + UUID.randomUUID());
    assertThatThrownBy(() -> store.put("a", new byte[1]))
        .isInstanceOf(StoreAccessDeniedException.class)
        .hasMessageContaining("cannot write 's3://no-such-bucket-")
        .hasMessageContaining("there is no such bucket");
  }
}
