package io.chronoshard.registry;

import java.util.Locale;

/**
 * A version that was opened: verified, and ready to forecast.
 *
 * @param number from 1
 * @param contents what it holds
 */
public record ModelVersion(int number, VersionContents contents) {

  /** A version's name, as its folder and messages have it: {@code v000042}. */
  public static String name(int number) {
    return String.format(Locale.ROOT, "v%06d", number);
  }
}
