package io.chronoshard.registry;

/**
 * A version that was opened: verified, and ready to forecast.
 *
 * @param number from 1
 * @param contents what it holds
 */
public record ModelVersion(int number, VersionContents contents) {

  static final String PREFIX = "v";

  /** A version's name, as its folder and messages have it: {@code v000042}. */
  public static String name(int number) {
    return NumberedFolders.name(PREFIX, number);
  }
}
