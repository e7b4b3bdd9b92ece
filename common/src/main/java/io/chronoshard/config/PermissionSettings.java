package io.chronoshard.config;

/**
 * The keys {@code registry.folder-mode} and {@code registry.file-mode}: who may read and write what
 * lies in a registry.
 *
 * @param folders the nine bits of folders
 * @param files the nine bits of files
 */
public record PermissionSettings(int folders, int files) {

  private static final int OCTAL = 8;

  /** As the reference has them. */
  public static final PermissionSettings DEFAULT =
      new PermissionSettings(Integer.parseInt("750", OCTAL), Integer.parseInt("640", OCTAL));

  static PermissionSettings read(Section section) {
    return new PermissionSettings(
        mode(
            section,
            "folder-mode",
            "7[0-7]{2}",
            "must be three octal digits, of which the first is 7, such as \"750\": the owner reads,"
                + " writes and enters"),
        mode(
            section,
            "file-mode",
            "6[0-7]{2}",
            "must be three octal digits, of which the first is 6, such as \"640\": the owner reads"
                + " and writes"));
  }

  private static int mode(Section section, String key, String pattern, String limit) {
    String mode = section.string(key, text -> text.matches(pattern), limit);
    return mode.matches(pattern) ? Integer.parseInt(mode, OCTAL) : 0;
  }
}
