package io.chronoshard.layer;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * The version of a part of a network in a file: of the layout of its parameters, and of what its
 * settings mean.
 *
 * @param number from 1 on
 */
record LayerVersion(int number) implements Serializable {

  private static final int LAST = 1;

  /** What this program writes. */
  static final LayerVersion NOW = new LayerVersion(LAST);

  /** Refuses what no program, or a later one, has written. */
  LayerVersion {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a part of a network has the version %d; this program knows versions from 1 to %d: %s",
              number,
              LAST,
              number < 1 ? "the file is damaged" : "use a newer one"));
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static LayerVersion of(int number) {
    return new LayerVersion(number);
  }

  @JsonValue
  int value() {
    return number;
  }

  /**
   * Refuses a part of a file without a version.
   *
   * @param part what errors call it
   */
  static LayerVersion require(@Nullable LayerVersion read, String part) {
    if (read == null) {
      throw new IllegalArgumentException(
          part + " comes from a file that does not tell its version: the file is damaged");
    }
    return read;
  }
}
