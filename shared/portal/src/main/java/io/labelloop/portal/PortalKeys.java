package io.labelloop.portal;

import io.labelloop.workflow.document.CampaignKeys;
import java.util.Locale;

/**
 * Where the portal's documents of a campaign lie.
 *
 * @param prefix the folder of {@code campaign.json}, with a slash at its end
 */
record PortalKeys(String prefix) {
  private String portal(String rest) {
    return prefix + "portal/" + rest;
  }

  /** What the campaign came to; there once it has ended. */
  String summary() {
    return prefix + "summary.json";
  }

  /** The hidden gold items of the claimed campaign, which its first step stores. */
  String hiddenGold() {
    return new CampaignKeys(prefix).gold();
  }

  String jobs() {
    return portal("jobs.json");
  }

  String pause() {
    return portal("pause.json");
  }

  String people() {
    return portal("people/");
  }

  String profile(PersonId person) {
    return people() + person + "/profile.json";
  }

  String desk(PersonId person) {
    return desk(people() + person + "/");
  }

  /** The desk of the person whose folder this is. */
  static String desk(String folder) {
    return folder + "desk.json";
  }

  String preferences(PersonId person) {
    return people() + person + "/preferences.json";
  }

  /** A person's page of gold items. */
  String goldPage(PersonId person) {
    return people() + person + "/gold.json";
  }

  /** Under which a person's answers to gold items lie. */
  String goldAnswers(PersonId person) {
    return people() + person + "/gold/";
  }

  String invitations() {
    return portal("invitations/");
  }

  String invitation(String id) {
    return invitations() + id + ".json";
  }

  String guidelines(int number) {
    return portal(String.format(Locale.ROOT, "guidelines/%04d.json", number));
  }

  String decisions() {
    return portal("decisions/");
  }

  String decision(String id) {
    return decisions() + id + ".json";
  }

  static String questions(String job, int page) {
    return job + String.format(Locale.ROOT, "/questions/%06d.json", page);
  }

  static String page(String job, int page) {
    return job + String.format(Locale.ROOT, "/pages/%06d.json", page);
  }

  static String answers(String job) {
    return job + "/answers/";
  }

  static String answers(String job, int page) {
    return answers(job) + String.format(Locale.ROOT, "%06d/", page);
  }

  /** Marks of the pages that have all their answers. */
  static String full(String job) {
    return job + "/full/";
  }

  static String full(String job, int page) {
    return full(job) + String.format(Locale.ROOT, "%06d", page);
  }

  static String token(String job) {
    return job + "/token.json";
  }
}
