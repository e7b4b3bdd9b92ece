package io.chronoshard.jobs.models;

import io.chronoshard.config.ConfigurationKeys;
import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.model.Summary;
import io.chronoshard.registry.Metrics;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Provenance;
import io.chronoshard.registry.VersionFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How two versions differ: what {@code models diff} tells.
 *
 * @param one number of the first
 * @param other number of the second
 * @param facts what they were made of and on, where it differs
 * @param configuration keys that differ, with their values as HOCON; empty texts where a key is not
 *     there
 * @param metrics of either, whether they differ or not
 */
record VersionDifference(
    int one,
    int other,
    Map<String, Pair<String>> facts,
    Map<String, Pair<String>> configuration,
    Map<String, Pair<Double>> metrics) {

  /**
   * The same of two versions.
   *
   * @param one of the first
   * @param other of the second
   */
  record Pair<T>(T one, T other) {}

  static VersionDifference between(VersionFacts one, VersionFacts other) {
    Map<String, Pair<String>> configuration = new TreeMap<>();
    ConfigurationKeys.between(one.provenance().configuration(), other.provenance().configuration())
        .forEach(
            (key, values) ->
                configuration.put(
                    key, new Pair<>(values.one().orElse(""), values.other().orElse(""))));
    Map<String, Pair<String>> facts =
        pairs(facts(one.provenance()), facts(other.provenance()), "none");
    facts.values().removeIf(pair -> pair.one().equals(pair.other()));
    return new VersionDifference(
        one.number(),
        other.number(),
        facts,
        configuration,
        pairs(metrics(one.metrics()), metrics(other.metrics()), Double.NaN));
  }

  /** By name: those of the first, then what the second alone has. */
  private static <T> Map<String, Pair<T>> pairs(
      Map<String, T> one, Map<String, T> other, T absent) {
    Map<String, Pair<T>> pairs = new LinkedHashMap<>();
    one.forEach(
        (name, value) -> pairs.put(name, new Pair<>(value, other.getOrDefault(name, absent))));
    other.forEach((name, value) -> pairs.putIfAbsent(name, new Pair<>(absent, value)));
    return pairs;
  }

  private static Map<String, String> facts(Provenance from) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("data", from.data().range());
    facts.put("snapshot", Integer.toString(from.data().snapshot()));
    facts.put("fingerprint", from.data().fingerprint());
    facts.put("began from", from.start().map(Provenance.Start::toString).orElse("nothing"));
    facts.put("release", from.codeVersion());
    from.software().forEach(facts::put);
    facts.put("master", from.cluster().master());
    facts.put("engine", from.engine());
    facts.put("seed", Long.toString(from.seed()));
    facts.put(
        "parameters", Long.toString(from.models().stream().mapToLong(Summary::parameters).sum()));
    facts.put("model hash", from.modelHash());
    return facts;
  }

  private static Map<String, Double> metrics(Metrics metrics) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("validation loss", metrics.kept().validationLoss());
    metrics
        .validation()
        .forEach(
            target -> {
              values.put(target.target() + ": MAE", target.mae());
              values.put(target.target() + ": RMSE", target.rmse());
              target
                  .further()
                  .measures()
                  .forEach(
                      measure ->
                          values.put(target.target() + ": " + measure.name(), measure.value()));
            });
    return values;
  }

  /** As an operator reads it. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(texts("what differs", facts)).append("\n\n");
    text.append(
        configuration.isEmpty()
            ? "their configurations are the same"
            : texts("configuration", configuration).toString());
    return text.append("\n\n").append(numbers()).toString();
  }

  private TextTable texts(String what, Map<String, Pair<String>> pairs) {
    TextTable table = new TextTable(what, ModelVersion.name(one), ModelVersion.name(other));
    pairs.forEach((name, pair) -> table.row(name, pair.one(), pair.other()));
    return table;
  }

  private TextTable numbers() {
    TextTable table =
        new TextTable(
            "validation", " " + ModelVersion.name(one), " " + ModelVersion.name(other), " change");
    metrics.forEach(
        (name, pair) ->
            table.row(name, Digits.of(pair.one()), Digits.of(pair.other()), change(pair)));
    return table;
  }

  private static String change(Pair<Double> pair) {
    double change = 100 * (pair.other() / pair.one() - 1);
    return Double.isFinite(change) ? String.format(Locale.ROOT, "%+.1f %%", change) : "";
  }
}
