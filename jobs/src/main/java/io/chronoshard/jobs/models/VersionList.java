package io.chronoshard.jobs.models;

import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.SignedBy.State;
import io.chronoshard.registry.VersionSummary;
import io.chronoshard.registry.VersionSummary.Standing;
import io.chronoshard.registry.VersionSummary.Weights;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code models list} tells.
 *
 * @param model the model's name
 * @param path its folder
 * @param versions the oldest first
 * @param unusable what is wrong with the others, by number
 * @param refusal why the champion would not be used
 */
record VersionList(
    String model,
    String path,
    List<VersionSummary> versions,
    Map<Integer, String> unusable,
    Optional<String> refusal) {

  private static final Optional<String> NONE = Optional.empty();

  /** As an operator reads it. */
  String text() {
    if (versions.isEmpty() && unusable.isEmpty()) {
      return "the model \"" + model + "\" has no version yet: there is none in " + path;
    }
    StringBuilder text = new StringBuilder(table().toString());
    for (VersionSummary version : versions) {
      if (version.weights() == Weights.FOUND) {
        text.append(System.lineSeparator())
            .append(ModelVersion.name(version.number()))
            .append(
                " weighs several networks, by weights that were found on the validation part: elsewhere its error will be")
            .append(" higher");
      }
    }
    unusable.forEach(
        (number, why) ->
            text.append(System.lineSeparator())
                .append(ModelVersion.name(number))
                .append(" cannot be used: ")
                .append(why));
    refusal.ifPresent(
        why ->
            text.append(System.lineSeparator())
                .append("the champion cannot be used: ")
                .append(why));
    return text.toString();
  }

  /** Who has signed versions is told where anybody has signed one. */
  private TextTable table() {
    boolean isSigned =
        versions.stream().anyMatch(version -> version.signature().state() != State.UNSIGNED);
    List<String> head =
        List.of(
            "version",
            "",
            "created",
            " validation MAE",
            " validation loss",
            " seed",
            "engine",
            "run",
            "trained on");
    TextTable table = new TextTable(row(head, isSigned ? Optional.of("signature") : NONE));
    for (VersionSummary version : versions) {
      table.row(row(cells(version), isSigned ? Optional.of(version.signature().toString()) : NONE));
    }
    return table;
  }

  private static List<String> cells(VersionSummary version) {
    return List.of(
        ModelVersion.name(version.number()),
        version.standing() == Standing.KEPT
            ? ""
            : version.standing().toString().toLowerCase(Locale.ROOT),
        version.created().truncatedTo(ChronoUnit.SECONDS).toString(),
        Digits.of(version.kept().validationMae()),
        Digits.of(version.kept().validationLoss()),
        Long.toString(version.seed()),
        version.engine(),
        version.runId(),
        version.data().range());
  }

  private static String[] row(List<String> cells, Optional<String> last) {
    return Stream.concat(cells.stream(), last.stream()).toArray(String[]::new);
  }
}
