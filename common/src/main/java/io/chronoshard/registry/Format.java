package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import java.util.Locale;
import java.util.OptionalInt;

/** The number in a JSON file that says how the rest of it is to be read. */
final class Format {

  private Format() {}

  /**
   * Sees to it that a file is of the format that is read, before anything else of it is.
   *
   * @param format the one that is read
   * @param source where the bytes come from, for messages
   * @param instead what to do where it is another one, beside using the release that wrote it
   * @throws StorageException where another release wrote it, or it is damaged
   */
  static void require(byte[] json, int format, String source, String instead) {
    OptionalInt written = Json.number(json, "format", source);
    if (written.isEmpty() || written.getAsInt() != format) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s was written by %s release (format %s; this one reads %d): %s, or use that release",
              source,
              written.orElse(0) < format ? "an older" : "a newer",
              written.isPresent() ? String.valueOf(written.getAsInt()) : "without a number",
              format,
              instead));
    }
  }
}
