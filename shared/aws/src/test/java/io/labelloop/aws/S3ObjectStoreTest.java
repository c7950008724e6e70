package io.labelloop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectStore.Etag;
import io.labelloop.workflow.port.ObjectStore.PutResult;
import io.labelloop.workflow.port.StoreAccessDeniedException;
import io.labelloop.workflow.port.StoreException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What S3 answers and no emulator does; the contract is held by the tests against LocalStack. */
class S3ObjectStoreTest {
  private static final byte[] OWN = "own".getBytes(StandardCharsets.UTF_8);
  private static final String CONFLICT = error("ConditionalRequestConflict");
  private static final String FAILED = error("PreconditionFailed");

  private final CannedHttp http = new CannedHttp();
  private final S3ObjectStore store = new S3ObjectStore(http.s3(), "bucket");

  private static String error(String code) {
    return "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
  }

  @Test
  void putIfAbsent_whileAnotherWriteIsUnderWay_triesAgainAndLearnsWhoWon() {
    http.then(409, "", CONFLICT).then(412, "", FAILED).then(200, "\"other\"", "other");

    PutResult result = store.putIfAbsent("k", OWN);

    assertThat(result)
        .isInstanceOfSatisfying(
            PutResult.Exists.class,
            exists -> {
              assertThat(exists.current().etag()).isEqualTo(new Etag("\"other\""));
              assertThat(exists.current().content()).asString().isEqualTo("other");
            });
    assertThat(http.requests())
        .containsExactly("PUT /bucket/k none *", "PUT /bucket/k none *", "GET /bucket/k");
  }

  @Test
  void putIfAbsent_whoseStoredAnswerWasLost_knowsItsOwnWrite() {
    http.then(500, "", error("InternalError")).then(412, "", FAILED).then(200, "\"e\"", "own");

    assertThat(store.putIfAbsent("k", OWN)).isEqualTo(new PutResult.Stored(new Etag("\"e\"")));
  }

  @Test
  void putIfAbsent_ofTheSameContentAsTheWinners_isNoWin() {
    http.then(412, "", FAILED).then(200, "\"e\"", "own");

    assertThat(store.putIfAbsent("k", OWN)).isInstanceOf(PutResult.Exists.class);
  }

  @Test
  void putIfAbsent_ofAKeyThatIsFreedMeanwhile_writesIt() {
    http.then(412, "", FAILED).then(404, "", error("NoSuchKey")).then(200, "\"e\"", "");

    assertThat(store.putIfAbsent("k", OWN)).isEqualTo(new PutResult.Stored(new Etag("\"e\"")));
  }

  @Test
  void replaceIfUnchanged_ofAnObjectThatHasGone_saysSo() {
    http.then(404, "", error("NoSuchKey"));

    assertThatThrownBy(() -> store.replaceIfUnchanged("k", new Etag("\"e\""), OWN))
        .isInstanceOf(NoSuchObjectException.class);
    assertThat(http.requests()).containsExactly("PUT /bucket/k match \"e\"");
  }

  @Test
  void put_thatS3Refuses_isNotTriedAgainAndSaysWhere() {
    http.then(403, "", error("AccessDenied"));

    assertThatThrownBy(() -> store.put("k", OWN))
        .isInstanceOf(StoreAccessDeniedException.class)
        .hasMessageContaining("cannot write 's3://bucket/k': S3 refuses (AccessDenied)");
    assertThat(http.requests()).hasSize(1);
  }

  @Test
  void get_ofAStoreThatStaysDown_failsAfterSixAttempts() {
    for (int i = 0; i < 6; i++) {
      http.then(503, "", error("SlowDown"));
    }

    assertThatThrownBy(() -> store.get("k"))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("cannot read 's3://bucket/k'");
    assertThat(http.requests()).hasSize(6);
  }
}
