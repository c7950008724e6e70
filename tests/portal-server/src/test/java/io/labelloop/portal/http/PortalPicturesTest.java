package io.labelloop.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.local.LocalWorkspace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal 30 over HTTP: pictures from the pool's folder and from a named host, and hostile files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalPicturesTest {
  private static final String HOST = "images.example.org";
  private static final List<String> LOCATIONS =
      List.of("good.png", "evil.png", "gone.png", "https://" + HOST + "/web.png");

  private final Map<String, String> sources = new HashMap<>();
  private byte[] good = {};
  private RunningPortal portal;
  private LocalWorkspace workspace;
  private PortalClient ann;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    var png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png);
    good = png.toByteArray();
    Files.write(photos.resolve("good.png"), good);
    Files.writeString(
        photos.resolve("evil.png"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(document.cookie)</script></svg>");
    Path directory = folder.resolve("workspace");
    workspace =
        RunningPortal.workspace(
            directory,
            "\"location\": \"photos/\", \"embedding\": \"e\", \"image\": {\"column\": \"photo\", \"hosts\": [\""
                + HOST
                + "\"]}",
            "");
    RunningPortal.instance(directory, workspace)
        .workforce()
        .publish(RunningPortal.pictures(workspace, LOCATIONS), "token");
    portal = RunningPortal.start(directory);
    ann = portal.annotator("Ann");
    for (JsonNode item : ann.call("POST", "/next", "{\"want\": 10}").get("items")) {
      sources.put(item.at("/content/alt").asText(), item.at("/content/src").asText());
    }
  }

  @AfterAll
  void stop() {
    portal.close();
    workspace.close();
  }

  private HttpResponse<String> get(String location) throws IOException, InterruptedException {
    return ann.send("GET", sources.getOrDefault(location, ""), "");
  }

  @Test
  void goal30_picture_comesWithItsTypeAndNothingElseCanBeMadeOfIt() throws Exception {
    HttpResponse<String> answer = get("good.png");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("private, max-age=3600");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(answer.headers().firstValue("Content-Length")).contains("" + good.length);
  }

  @Test
  void picture_thatIsASvgWithAScript_isRefused() throws Exception {
    HttpResponse<String> answer = get("evil.png");
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(answer.body()).contains("no-picture").doesNotContain("alert");
    assertThat(get("gone.png").statusCode()).isEqualTo(404);
  }

  @Test
  void picture_onTheWeb_isAllowedByThePolicyOfTheCampaignsPagesAlone() throws Exception {
    assertThat(sources).containsEntry(LOCATIONS.getLast(), LOCATIONS.getLast());
    for (String page : List.of("/c/birds", "/c/birds/guidelines")) {
      assertThat(policy(ann.send("GET", page, "")))
          .contains("img-src 'self' https://" + HOST + ";");
    }
    for (String other : List.of("/join", "/api/birds/session", "/portal/portal.css")) {
      String policy = policy(PortalClient.stranger(portal.address()).send("GET", other, ""));
      assertThat(policy).contains("img-src 'self';").doesNotContain(HOST);
    }
  }

  private static String policy(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  @Test
  void picture_forStrangersAndOtherCampaigns_isNotThere() throws Exception {
    String source = sources.getOrDefault("good.png", "");
    assertThat(PortalClient.stranger(portal.address()).send("GET", source, "").statusCode())
        .isEqualTo(401);
    assertThat(ann.send("GET", source.replace("birds", "fish"), "").statusCode()).isEqualTo(404);
    assertThat(portal.annotator("Ben").send("GET", source, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good.png",
        "..%2f..%2fcampaign.json",
        "%2e%2e%2fcampaign.json",
        "..%5ccampaign.json",
        "%00",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "http:%2f%2f169.254.169.254%2flatest"
      })
  void picture_ofANameThatWasMadeUp_isNotFound(String name) throws Exception {
    assertThat(ann.send("GET", "/api/birds/pictures/" + name, "").statusCode()).isIn(400, 404);
  }
}
