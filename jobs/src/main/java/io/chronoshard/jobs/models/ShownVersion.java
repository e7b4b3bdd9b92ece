package io.chronoshard.jobs.models;

import io.chronoshard.config.ConfigurationKeys;
import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.VersionFacts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code models show} tells.
 *
 * @param model the model's name
 * @param version what it tells about itself
 * @param own keys of its configuration that are not as this release's defaults, sorted
 */
record ShownVersion(String model, VersionFacts version, SortedMap<String, String> own) {

  /** Which keys of the configuration are told. */
  enum Keys {
    OWN,
    ALL
  }

  static ShownVersion of(String model, VersionFacts version) {
    return new ShownVersion(
        model, version, ConfigurationKeys.fromDefaults(version.provenance().configuration()));
  }

  /** As an operator reads it. */
  String text(Keys keys) {
    StringBuilder text = new StringBuilder();
    text.append(ModelVersion.name(version.number())).append(" of ").append(model);
    text.append(", ").append(standing()).append("\n");
    version
        .refusal()
        .ifPresent(why -> text.append("it cannot be used as that: ").append(why).append('\n'));
    lines(text, facts());
    text.append('\n').append(errors()).append('\n');
    SortedMap<String, String> told =
        keys == Keys.ALL ? ConfigurationKeys.all(version.provenance().configuration()) : own;
    text.append(
        keys == Keys.ALL
            ? "\nconfiguration\n"
            : "\nconfiguration, where it is not the default (--verbose tells all of it)\n");
    lines(text, told);
    return text.toString().stripTrailing();
  }

  private String standing() {
    return switch (version.standing()) {
      case CHAMPION -> "champion";
      case FORMER -> "champion before";
      case KEPT -> "kept";
    };
  }

  private static void lines(StringBuilder text, Map<String, String> values) {
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    values.forEach(
        (name, value) ->
            text.append("  ")
                .append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
  }

  private Map<String, String> facts() {
    Provenance from = version.provenance();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "made",
        String.format(
            Locale.ROOT,
            "%s by run %s of %s in %s",
            from.created().truncatedTo(ChronoUnit.SECONDS),
            from.runId(),
            from.operator(),
            duration(from.durationMillis())));
    facts.put(
        "data",
        String.format(
            Locale.ROOT,
            "%s, snapshot %d, fingerprint %s",
            from.data().range(),
            from.data().snapshot(),
            from.data().fingerprint()));
    from.start().ifPresent(start -> facts.put("began from", start.toString()));
    facts.put("release", from.codeVersion());
    facts.put(
        "software",
        new TreeMap<>(from.software())
            .entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ")));
    facts.put(
        "cluster",
        String.format(
            Locale.ROOT,
            "%s, %s, %s at once",
            from.cluster().master(),
            Plural.of(from.cluster().executors(), "executor"),
            Plural.of(from.cluster().tasks(), "task")));
    facts.put("engine", from.engine() + ": " + from.engineReason());
    facts.put("seed", Long.toString(from.seed()));
    facts.put("model hash", from.modelHash());
    facts.put("signature", version.signature().toString());
    facts.put(
        "files",
        String.format(Locale.ROOT, "%d of %,d bytes", version.files().size(), version.bytes()));
    return facts;
  }

  private static String duration(long millis) {
    Duration duration = Duration.ofMillis(millis);
    return duration.toMinutes() == 0
        ? String.format(Locale.ROOT, "%.1f seconds", millis / 1000.0)
        : String.format(Locale.ROOT, "%d min %d s", duration.toMinutes(), duration.toSecondsPart());
  }

  private TextTable errors() {
    Metrics metrics = version.metrics();
    TextTable table = new TextTable("validation", " MAE", " RMSE");
    metrics
        .validation()
        .forEach(
            target ->
                table.row(target.target(), Digits.of(target.mae()), Digits.of(target.rmse())));
    return table;
  }
}
