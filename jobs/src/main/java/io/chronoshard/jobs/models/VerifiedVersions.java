package io.chronoshard.jobs.models;

import io.chronoshard.error.StorageException;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.registry.Acceptance.Exactness;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Verification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Versions that were verified.
 *
 * @param model the model's name
 * @param versions the oldest first
 */
record VerifiedVersions(String model, List<Verified> versions) {

  /** Copies the list. */
  VerifiedVersions {
    versions = List.copyOf(versions);
  }

  /**
   * One of them.
   *
   * @param found what was found, where it is sound
   * @param fault what is not, where it is not
   */
  record Verified(int version, Optional<Verification> found, Optional<String> fault) {

    private String text() {
      return ModelVersion.name(version)
          + ": "
          + found.map(Verified::text).orElseGet(() -> "not sound: " + fault.orElseThrow());
    }

    private static String text(Verification sound) {
      return String.format(
          Locale.ROOT,
          "sound: %s, hash %.12s, %s, %s",
          Plural.of(sound.files(), "file"),
          sound.modelHash(),
          replayed(sound),
          sound.signature());
    }

    private static String replayed(Verification sound) {
      if (sound.windows() == 0) {
        return "no stored window: whether it computes here what it did where it was made is not"
            + " known";
      }
      return Plural.of(sound.windows(), "window")
          + (sound.exactness() == Exactness.BITS ? " to the bit" : " within the tolerance");
    }
  }

  /** As an operator reads it, a line each. */
  String text() {
    return versions.stream().map(Verified::text).collect(Collectors.joining("\n"));
  }

  /**
   * Ends with what is wrong, where anything is.
   *
   * @throws StorageException which names the versions that are not sound
   */
  void requireSound() {
    List<Verified> unsound = versions.stream().filter(one -> one.found().isEmpty()).toList();
    if (unsound.isEmpty()) {
      return;
    }
    throw new StorageException(
        versions.size() == 1
            ? unsound.get(0).fault().orElseThrow()
            : String.format(
                Locale.ROOT,
                "%d of %d versions of %s are not sound: %s; bring their files back, or promote and"
                    + " use others",
                unsound.size(),
                versions.size(),
                model,
                unsound.stream()
                    .map(one -> ModelVersion.name(one.version()))
                    .collect(Collectors.joining(", "))));
  }
}
