package io.labelloop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectVersions.Earlier;
import io.labelloop.workflow.port.StoreAccessDeniedException;
import org.junit.jupiter.api.Test;

/** What S3 answers and no emulator refuses; the rest is shown against LocalStack. */
class S3ObjectVersionsTest {
  private static final String DENIED =
      "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

  private final CannedHttp http = new CannedHttp();
  private final S3ObjectVersions versions = new S3ObjectVersions(http.s3(), "bucket");

  @Test
  void earlier_ofABucketWithVersions_isAllButTheLatestAndNoDeleteMarker() {
    http.then(
        200,
        "",
        """
        <ListVersionsResult><IsTruncated>false</IsTruncated>
          <Version><Key>a</Key><VersionId>2</VersionId><IsLatest>true</IsLatest></Version>
          <Version><Key>a</Key><VersionId>1</VersionId><IsLatest>false</IsLatest></Version>
          <DeleteMarker><Key>b</Key><VersionId>4</VersionId><IsLatest>true</IsLatest></DeleteMarker>
          <Version><Key>b</Key><VersionId>3</VersionId><IsLatest>false</IsLatest></Version>
        </ListVersionsResult>
        """);
    assertThat(versions.earlier("")).containsExactly(new Earlier("a", "1"), new Earlier("b", "3"));
  }

  @Test
  void call_thatS3Refuses_namesThePermissionThatIsMissing() {
    http.then(403, "", DENIED).then(403, "", DENIED).then(403, "", DENIED);
    assertThatThrownBy(() -> versions.earlier("campaigns/a/"))
        .isInstanceOf(StoreAccessDeniedException.class)
        .hasMessageContaining("cannot list the versions of 's3://bucket/campaigns/a/'")
        .hasMessageContaining("s3:ListBucketVersions");
    assertThatThrownBy(() -> versions.read(new Earlier("a", "1")))
        .hasMessageContaining("'s3://bucket/a (version 1)'")
        .hasMessageContaining("s3:GetObjectVersion");
    assertThatThrownBy(() -> versions.remove(new Earlier("a", "1")))
        .hasMessageContaining("s3:DeleteObjectVersion")
        .hasMessageContaining("object lock");
  }

  @Test
  void read_ofAVersionThatHasGone_saysSo() {
    http.then(404, "", "<Error><Code>NoSuchVersion</Code></Error>");
    assertThatThrownBy(() -> versions.read(new Earlier("a", "1")))
        .isInstanceOf(NoSuchObjectException.class);
  }
}
