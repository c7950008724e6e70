package io.labelloop.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a person wants the page. Only known names and values are stored, so nothing in here can
 * become a script.
 *
 * @param keys the key of each command by the code of the key, or {@code off}; {@code labels} is
 *     {@code on} or {@code off}
 * @param theme system, light or dark
 */
public record Preferences(Map<String, String> keys, Optional<String> theme) {
  /** What a person who never said anything gets. */
  public static final Preferences DEFAULT = new Preferences(Map.of(), Optional.empty());

  private static final Set<String> COMMANDS =
      Set.of("skip", "undo", "guidelines", "help", "cannotTell", "pause", "zoom", "find");
  private static final Set<String> THEMES = Set.of("system", "light", "dark");
  private static final Pattern CODE =
      Pattern.compile(
          "Key[A-Z]|Digit[0-9]|Numpad[0-9]|Slash|Backspace|Space|Comma|Period|Tab|Enter|off");

  public Preferences {
    keys = new TreeMap<>(keys == null ? Map.of() : keys);
    theme = theme == null ? Optional.empty() : theme;
  }

  /** Everything that is wrong with what a person sent; empty if nothing is. */
  public List<String> mistakes() {
    var mistakes = new ArrayList<String>();
    keys.forEach(
        (command, code) -> {
          if (command.equals("labels")) {
            if (!Set.of("on", "off").contains(code)) {
              mistakes.add("/keys/labels must be on or off");
            }
          } else if (!COMMANDS.contains(command)) {
            mistakes.add("/keys has commands " + COMMANDS.stream().sorted().toList() + " only");
          } else if (code == null || !CODE.matcher(code).matches()) {
            mistakes.add("/keys/" + command + " must be the code of one key, or off");
          }
        });
    if (theme.filter(t -> !THEMES.contains(t)).isPresent()) {
      mistakes.add("/theme must be system, light or dark");
    }
    return mistakes;
  }
}
