package io.chronoshard.config;

import java.util.List;

/**
 * The block {@code registry.signing}: by whose keys versions and promotions are signed, and whether
 * they must be.
 *
 * @param key path of the private key that signs what is published; empty where nothing is signed
 * @param trusted paths of the public keys whose signatures count
 * @param demand whether there must be such a signature
 */
public record SigningSettings(String key, List<String> trusted, Demand demand) {

  /** Nothing is signed, and nothing need be. */
  public static final SigningSettings NONE = new SigningSettings("", List.of(), Demand.OPTIONAL);

  /** A key that stands where its file's name should is not written to screens and logs. */
  private static final String NOT_SHOWN = "(not shown)";

  /** Whether something must be signed. */
  public enum Demand {
    /** What is not signed is taken as it is. */
    OPTIONAL,
    /** What is not signed is refused. */
    REQUIRED
  }

  /** Copies the list. */
  public SigningSettings {
    trusted = List.copyOf(trusted);
  }

  static SigningSettings read(Section section) {
    SigningSettings settings =
        new SigningSettings(
            section.string("key"),
            section.texts("trusted"),
            section.flag("required") ? Demand.REQUIRED : Demand.OPTIONAL);
    if (isContent(settings.key)) {
      section.problem("key", NOT_SHOWN, "must name the file of a private key, not hold a key");
    }
    if (settings.trusted.stream().anyMatch(SigningSettings::isContent)) {
      section.problem("trusted", NOT_SHOWN, "must name files of public keys, not hold keys");
    }
    if (settings.trusted.stream().anyMatch(String::isBlank)) {
      section.problem("trusted", settings.trusted, "must name files of public keys");
    }
    if (settings.demand == Demand.REQUIRED && settings.trusted.isEmpty()) {
      section.problem(
          "required", true, "needs the files of public keys in " + section.name("trusted"));
    }
    section.close();
    return settings;
  }

  private static boolean isContent(String text) {
    return text.contains("-----BEGIN") || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }
}
