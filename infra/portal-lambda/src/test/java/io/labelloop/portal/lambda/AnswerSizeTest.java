package io.labelloop.portal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnswerSizeTest {
  private final Map<String, Object> changed = new TreeMap<>();

  private void answer(Object entity) {
    PortalSettings settings =
        SettingsReader.read(
            Map.of(
                "LABELLOOP_BUCKET", "data",
                "LABELLOOP_PORTAL_ADDRESS", "https://labels.example.org",
                "LABELLOOP_PORTAL_SECRET", "s",
                "LABELLOOP_OIDC_ISSUER", "https://issuer.example.org",
                "LABELLOOP_OIDC_CLIENT", "portal"));
    var parameters = new MultivaluedHashMap<String, String>();
    parameters.add("campaign", "birds");
    UriInfo uri = only(UriInfo.class, Map.of("getPathParameters", parameters));
    new AnswerSize(settings)
        .filter(
            only(ContainerRequestContext.class, Map.of("getUriInfo", uri)),
            only(
                ContainerResponseContext.class,
                Map.of(
                    "getEntity", entity, "getHeaders", new MultivaluedHashMap<String, Object>())));
  }

  /** Answers some methods, and keeps what setters are given. */
  private <T> T only(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("set")) {
                changed.put(method.getName(), arguments[0]);
              }
              return answers.get(method.getName());
            }));
  }

  @Test
  void filter_ofAnExportThatFits_changesNothing() {
    answer(new byte[AnswerSize.MOST_BYTES]);
    answer("text");
    assertThat(changed).isEmpty();
  }

  @Test
  void filter_ofAnExportThatIsTooLarge_saysWhereTheAnswersLie() {
    answer(new byte[AnswerSize.MOST_BYTES + 1]);
    assertThat(changed).containsEntry("setStatus", 413);
    assertThat(String.valueOf(changed.get("setEntity")))
        .contains("aws s3 sync s3://data/campaigns/birds/rounds");
  }
}
