package io.labelloop.aws;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.StoreAccessDeniedException;
import io.labelloop.workflow.port.StoreException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls S3 about a bucket, and says what went wrong in the words of the stores. */
record S3Call(String bucket) {
  /**
   * @param verb what is done, for the words of a failure
   * @param what a key, or what begins with one
   * @param refusal what a refusal says, given S3's code for it
   * @throws NoSuchObjectException if there is none
   * @throws StoreAccessDeniedException if S3 refuses or there is no such bucket
   * @throws StoreException if the call fails otherwise
   */
  <T> T of(String verb, String what, UnaryOperator<String> refusal, Supplier<T> request) {
    String words = "cannot " + verb + " 's3://" + bucket + "/" + what + "': ";
    try {
      return request.get();
    } catch (AwsServiceException e) {
      switch (e.statusCode()) {
        case 404 -> {
          if (code(e).equals("NoSuchBucket")) {
            throw new StoreAccessDeniedException(words + "there is no such bucket", e);
          }
          throw new NoSuchObjectException(what);
        }
        case 401, 403 -> throw new StoreAccessDeniedException(words + refusal.apply(code(e)), e);
        default -> throw new StoreException(words + e.getMessage(), e);
      }
    } catch (SdkException e) {
      throw new StoreException(words + e.getMessage(), e);
    }
  }

  private static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "status " + e.statusCode()
        : details.errorCode();
  }
}
