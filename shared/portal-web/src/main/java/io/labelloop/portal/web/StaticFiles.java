package io.labelloop.portal.web;

import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts and styles of the pages. Pages name them in a folder that is called after their
 * content, so browsers keep them for good, and a page never meets those of another version.
 */
public final class StaticFiles {
  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "answers.js",
          "api.js",
          "attention.js",
          "choices.js",
          "comfort.js",
          "content.js",
          "desk.js",
          "dialogs.js",
          "disputes.js",
          "feedback.js",
          "guidance.js",
          "guidelines.js",
          "icon.svg",
          "idle.js",
          "invitations.js",
          "items.js",
          "join.js",
          "keyboard.js",
          "keys.js",
          "label.css",
          "label.js",
          "manage.css",
          "manage.js",
          "notices.js",
          "outbox.js",
          "overview.js",
          "past.js",
          "people.js",
          "portal.css",
          "queue.js",
          "signing.js",
          "spans.js",
          "storage.js",
          "tables.js",
          "tabs.js",
          "tagging.css",
          "undoing.js");

  private static final String FOLDER = "/portal/";
  private static final int DIGITS = 12;
  private static final Pattern VERSIONED =
      Pattern.compile(FOLDER + "v-([0-9a-f]{" + DIGITS + "})/([a-z.]+)");
  private static final String VERSION = version();

  private StaticFiles() {}

  /** The folder that pages name, without a slash at its end. */
  @TemplateGlobal(name = "assets")
  public static String folder() {
    return FOLDER + "v-" + VERSION;
  }

  private static String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : NAMES) {
        try (InputStream content =
            StaticFiles.class.getResourceAsStream("/META-INF/resources" + FOLDER + name)) {
          if (content == null) {
            throw new IllegalStateException("there is no " + name);
          }
          digest.update(content.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The file that a request for one of a version is for, or nothing if it is for something else.
   *
   * @param path as pages name it
   */
  static Optional<Requested> find(String path) {
    Matcher versioned = VERSIONED.matcher(path);
    return versioned.matches()
        ? Optional.of(
            new Requested(FOLDER + versioned.group(2), versioned.group(1).equals(VERSION)))
        : Optional.empty();
  }

  /**
   * A file of a version.
   *
   * @param path where it is
   * @param current whether it was asked for in the version that is here, so that the answer holds
   *     for good
   */
  record Requested(String path, boolean current) {}
}
