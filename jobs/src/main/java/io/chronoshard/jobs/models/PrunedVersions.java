package io.chronoshard.jobs.models;

import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.PrunePlan.Fate;
import java.util.List;
import java.util.Locale;

/**
 * What {@code models prune} tells.
 *
 * @param tense whether it is done
 * @param versions what becomes of each, the oldest first
 */
record PrunedVersions(Tense tense, List<Fate> versions) {

  /** Whether something is done or would be. */
  enum Tense {
    DONE("removed"),
    WOULD_BE("would be removed");

    private final String word;

    Tense(String word) {
      this.word = word;
    }
  }

  /** As an operator reads it. */
  String text() {
    TextTable table = new TextTable("version", " bytes", "fate");
    for (Fate fate : versions) {
      table.row(
          ModelVersion.name(fate.number()),
          String.format(Locale.ROOT, "%,d", fate.bytes()),
          fate.isRemoved() ? tense.word : "kept: " + String.join(", ", fate.reasons()));
    }
    List<Fate> removed = versions.stream().filter(Fate::isRemoved).toList();
    return table
        + "\n"
        + Plural.of(removed.size(), "version")
        + " "
        + tense.word
        + ", "
        + String.format(Locale.ROOT, "%,d", removed.stream().mapToLong(Fate::bytes).sum())
        + " bytes";
  }
}
