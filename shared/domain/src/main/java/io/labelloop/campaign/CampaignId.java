package io.labelloop.campaign;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names a campaign, and with it every key and object that belongs to it. */
public record CampaignId(String value) {
  private static final int MAX_LENGTH = 40;
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  public CampaignId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "campaign id must be 1 to 40 lower-case letters, digits or inner hyphens, but was '"
              + value
              + "'");
    }
  }

  /**
   * The id of a campaign file that gives none: the folder's name, followed by the file's unless
   * that is {@code campaign.json}; other characters become hyphens.
   */
  public static CampaignId fromFile(String folder, String fileName) {
    String stem = fileName.replaceFirst("\\.json$", "");
    String name = stem.equals("campaign") ? folder : folder + "-" + stem;
    String clean = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = clean.substring(0, Math.min(clean.length(), MAX_LENGTH)).replaceAll("^-+|-+$", "");
    return new CampaignId(cut.isEmpty() ? "campaign" : cut);
  }
}
