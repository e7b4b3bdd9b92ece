package io.chronoshard.config;

/**
 * The block {@code security}: as whom a job acts on storage that wants a Kerberos login.
 *
 * @param principal {@code name@REALM} or {@code name/host@REALM}; empty for whoever is logged in
 * @param keytab the file of its key on this machine; empty where the principal is
 */
public record SecuritySettings(String principal, String keytab) {

  private static final String PRINCIPAL = "[^\\s/@]+(/[^\\s/@]+)?(@[^\\s/@]+)?";

  /** Whether a job logs in by itself. */
  public boolean isGiven() {
    return !principal.isEmpty();
  }

  static SecuritySettings read(Section section) {
    SecuritySettings settings =
        new SecuritySettings(
            section.string(
                "principal",
                name -> name.isEmpty() || name.matches(PRINCIPAL),
                "must be a Kerberos principal, such as name@REALM or name/host@REALM"),
            section.string("keytab"));
    if (settings.keytab.isBlank() && settings.isGiven()) {
      section.problem(
          "keytab", settings.keytab, "must name the file of the key of security.principal");
    }
    if (!settings.keytab.isBlank() && !settings.isGiven()) {
      section.problem(
          "principal",
          settings.principal,
          "must say whose key of security.keytab is taken, such as name@REALM");
    }
    section.close();
    return settings;
  }
}
