package io.labelloop.portal.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static Map<String, String> right() {
    return new HashMap<>(
        Map.of(
            "LABELLOOP_BUCKET", "data",
            "LABELLOOP_PORTAL_ADDRESS", "https://labels.example.org",
            "LABELLOOP_PORTAL_SECRET", "arn:secret",
            "LABELLOOP_OIDC_ISSUER", "https://issuer.example.org/pool",
            "LABELLOOP_OIDC_CLIENT", "portal",
            "LABELLOOP_OIDC_CLIENT_SECRET", ""));
  }

  @Test
  void read_ofWhatIsRequired_hasDefaultsForTheRest() {
    PortalSettings settings = SettingsReader.read(right());
    assertThat(settings.session()).isEqualTo(Duration.ofHours(8));
    assertThat(settings.clientSecret()).isEmpty();
    assertThat(settings.groupsClaim()).isEqualTo("groups");
    assertThat(settings.at("/signed-in")).hasToString("https://labels.example.org/signed-in");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "LABELLOOP_PORTAL_ADDRESS, http://labels.example.org, must be an https address",
    "LABELLOOP_PORTAL_ADDRESS, https://labels.example.org/, without a path",
    "LABELLOOP_PORTAL_ADDRESS, labels.example.org, but was 'labels.example.org'",
    "LABELLOOP_OIDC_ISSUER, http://issuer.example.org, must be an https address",
    "LABELLOOP_OIDC_ISSUER, https://issuer.example.org?a=b, without a query",
    "LABELLOOP_PORTAL_SESSION_MINUTES, 0, from 1 to 1440",
    "LABELLOOP_PORTAL_SESSION_MINUTES, 9999999999999999999, from 1 to 1440",
    "LABELLOOP_PORTAL_SESSION_MINUTES, a day, but was 'a day'",
    "LABELLOOP_OIDC_CLIENT, ' ', is missing"
  })
  void read_ofAMistake_namesItAndWhatIsAccepted(String name, String value, String words) {
    Map<String, String> environment = right();
    environment.put(name, value);
    assertThatThrownBy(() -> SettingsReader.read(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(words);
  }
}
