package io.chronoshard.config;

import io.chronoshard.config.TargetSettings.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

  /** Errors of values in their own units, and how good probabilities of events and classes are. */
  public enum Metric {
    /** Mean absolute error of values. */
    MAE,
    /** Root of the mean squared error of values. */
    RMSE,
    /** Mean of forecast less actual, of values and of an event's probability. */
    BIAS,
    /** The share of events and classes that were forecast as they came. */
    ACCURACY,
    /** The mean squared error of probabilities. */
    BRIER;

    /** What is told of an output of which nothing is said. */
    private static List<Metric> usual(List<TargetSettings> targets) {
      boolean isOfValues = targets.isEmpty() || targets.get(0).family() == Family.VALUES;
      return List.of(isOfValues ? MAE : BRIER);
    }

    private static List<Metric> of(Family family) {
      return switch (family) {
        case VALUES -> List.of(MAE, RMSE, BIAS);
        case EVENTS -> List.of(ACCURACY, BRIER, BIAS);
        case CLASSES -> List.of(ACCURACY, BRIER);
      };
    }

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
        Metric.usual(window.targets()));
  }

  /** What it gives of targets, such as {@code 3 steps of [a, b]}, for messages. */
  public String gives(List<String> names) {
    return horizon + (horizon == 1 ? " step of " : " steps of ") + names;
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

  private static List<String> targets(Section section) {
    return section.optional("targets", section::texts).orElse(List.of());
  }

  private static Optional<LossSettings> loss(Section section, WindowSettings window) {
    if (!section.has("loss")) {
      return Optional.empty();
    }
    return Optional.of(new LossReader(section, of(window, targets(section))).own());
  }

  static OutputSettings read(Section block, WindowSettings window) {
    String name = ModelNames.read(block);
    Section section = block.called(name);
    OutputSettings settings =
        new OutputSettings(
            section.path(),
            name,
            section.optional("from", section::nonEmpty).orElse(""),
            targets(section),
            section.optional("lead", key -> section.span(key, 0)).orElse(window.lead()),
            section
                .optional("horizon", key -> section.integer(key, 1, 100_000))
                .orElse(window.horizon()),
            section.optional("spacing", key -> section.span(key, 1)).orElse(window.spacing()),
            loss(section, window),
            section.optional("weight", key -> section.number(key, 0, Double.MAX_VALUE)).orElse(1.0),
            section
                .optional("metrics", key -> section.choices(key, Metric.class))
                .orElse(Metric.usual(of(window, targets(section)))));
    if (settings.weight == 0) {
      section.problem(
          "weight",
          0,
          "trains nothing of its "
              + settings.gives(settings.targets.isEmpty() ? window.targetNames() : settings.targets)
              + "; give it a weight above 0, or leave it out");
    }
    requireOnce(section, "targets", settings.targets);
    requireOnce(section, "metrics", settings.metrics);
    settings.of(window).forEach(target -> settings.requireMetrics(section, target));
    section.close();
    return settings;
  }

  private void requireMetrics(Section section, TargetSettings target) {
    List<Metric> known = Metric.of(target.family());
    if (!known.containsAll(metrics)) {
      section.problem(
          "metrics",
          metrics,
          String.format(
              Locale.ROOT,
              "has one that \"%s\" has not, which is of %s; there are %s",
              target.name(),
              target.family(),
              known));
    }
  }

  private static void requireOnce(Section section, String key, List<?> all) {
    if (new HashSet<>(all).size() < all.size()) {
      section.problem(key, all, "must not hold one of them twice");
    }
  }
}
