package io.chronoshard.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What one head of a model forecasts; an element of {@code model.outputs}.
 *
 * @param path where it stands in the configuration, for messages
 * @param name what reports call it
 * @param from the node that its output layer reads; empty for the last one
 * @param targets some of those of the window; empty for all
 * @param lead from the origin to its first target
 * @param horizon target rows
 * @param spacing from one target row to the next
 * @param loss what is minimised of it; that of the training where it says nothing
 * @param weight of its loss in the sum over all heads
 * @param metrics what is told of it beside its loss
 */
public record OutputSettings(
    String path,
    String name,
    String from,
    List<String> targets,
    Span lead,
    int horizon,
    Span spacing,
    Optional<LossSettings> loss,
    double weight,
    List<Metric> metrics) {

  /** Errors in the targets' own units. */
  public enum Metric {
    /** Mean absolute error. */
    MAE,
    /** Root of the mean squared error. */
    RMSE,
    /** Mean of forecast less actual. */
    BIAS;

    /** As a configuration writes it. */
    @Override
    public String toString() {
      return Section.written(this);
    }
  }

  /** Copies the lists. */
  public OutputSettings {
    targets = List.copyOf(targets);
    metrics = List.copyOf(metrics);
  }

  static OutputSettings usual(WindowSettings window) {
    return new OutputSettings(
        "the output layer",
        "output",
        "",
        List.of(),
        window.lead(),
        window.horizon(),
        window.spacing(),
        Optional.empty(),
        1,
        List.of(Metric.MAE));
  }

  /** Its own of the targets of a window. */
  List<TargetSettings> of(WindowSettings window) {
    return of(window, targets);
  }

  private static List<TargetSettings> of(WindowSettings window, List<String> names) {
    return window.targets().stream()
        .filter(target -> names.isEmpty() || names.contains(target.name()))
        .toList();
  }

  private static Optional<LossSettings> loss(Section section, WindowSettings window) {
    if (!section.has("loss")) {
      return Optional.empty();
    }
    List<String> names = section.optional("targets", section::texts).orElse(List.of());
    return Optional.of(new LossReader(section, of(window, names)).own());
  }

  static OutputSettings read(Section block, WindowSettings window) {
    String name = ModelNames.read(block);
    Section section = block.called(name);
    OutputSettings settings =
        new OutputSettings(
            section.path(),
            name,
            section.optional("from", section::nonEmpty).orElse(""),
            section.optional("targets", section::texts).orElse(List.of()),
            section.optional("lead", key -> section.span(key, 0)).orElse(window.lead()),
            section
                .optional("horizon", key -> section.integer(key, 1, 100_000))
                .orElse(window.horizon()),
            section.optional("spacing", key -> section.span(key, 1)).orElse(window.spacing()),
            loss(section, window),
            section.optional("weight", key -> section.number(key, 0, Double.MAX_VALUE)).orElse(1.0),
            section
                .optional("metrics", key -> section.choices(key, Metric.class))
                .orElse(List.of(Metric.MAE)));
    if (settings.weight == 0) {
      section.problem("weight", 0, "trains nothing; give it a weight above 0, or leave it out");
    }
    requireOnce(section, "targets", settings.targets);
    requireOnce(section, "metrics", settings.metrics);
    section.close();
    return settings;
  }

  private static void requireOnce(Section section, String key, List<?> all) {
    if (new HashSet<>(all).size() < all.size()) {
      section.problem(key, all, "must not hold one of them twice");
    }
  }
}
