package io.chronoshard.layer;

import java.util.Locale;

/** The versions of what layers write into files: the layout of parameters, and what they mean. */
final class LayerVersion {

  /** What this program writes. */
  static final int NOW = 1;

  private LayerVersion() {}

  /** Refuses what a later program has written. */
  static void requireKnown(int version) {
    if (version > NOW) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a layer of version %d; this program knows versions up to %d: use a newer one",
              version,
              NOW));
    }
  }
}
