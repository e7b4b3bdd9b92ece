package io.chronoshard.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The block {@code retrain}; see reference.conf for each key.
 *
 * @param judge the newest part, on which champion and challengers are judged
 * @param validate the part before it, on which challengers are validated
 * @param every from one date to the next; nothing where only the asked one counts
 * @param catchUp missed dates that are caught up at once, at most
 * @param challengers in the order in which they are trained, at least one
 * @param slower times as long as the champion that a challenger may take for a window
 * @param folds earlier dates at which the ways to train are tried, too
 * @param refit epochs that a promoted version is trained on over all there is, as a version of its
 *     own; 0 for none
 * @param quality what new data must be like
 * @param keep decided runs that stay
 * @param alerts who is told of what
 */
public record RetrainSettings(
    Span judge,
    Span validate,
    Optional<Duration> every,
    int catchUp,
    List<Challenger> challengers,
    double slower,
    int folds,
    int refit,
    QualitySettings quality,
    int keep,
    AlertSettings alerts) {

  /** What challengers may have of their own. */
  private static final Set<String> OWN = Set.of("model", "training", "features");

  private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";

  /** Copies the list. */
  public RetrainSettings {
    challengers = List.copyOf(challengers);
  }

  /** What a training begins with. */
  public enum Start {
    /** Parameters, updater, scaler and vocabularies of the champion. */
    CHAMPION,
    /** Parameters that are drawn. */
    NOTHING
  }

  /**
   * A way to train a challenger.
   *
   * @param name told in files and messages
   * @param start what it begins with
   * @param settings over the configuration's, each {@code key=value}
   */
  public record Challenger(String name, Start start, List<String> settings) {

    /** Copies the list. */
    public Challenger {
      settings = List.copyOf(settings);
    }

    private static Challenger read(Section section) {
      Challenger challenger =
          new Challenger(
              section.string(
                  "name",
                  name -> name.matches(NAME),
                  "must be made of small letters, digits and '-', at most 40"),
              section.choice("start", Start.class),
              section.overrides("settings", OWN));
      challenger.settings().stream()
          .filter(setting -> setting.matches("training\\.start(=|\\.).*"))
          .forEach(
              setting ->
                  section.problem(
                      "settings",
                      setting,
                      "cannot be set here; what a challenger begins with is its start: champion or nothing"));
      section.close();
      return challenger;
    }
  }

  static RetrainSettings read(Section section) {
    List<Section> blocks = section.sections("challengers");
    List<Challenger> challengers = blocks.stream().map(Challenger::read).toList();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < challengers.size(); i++) {
      if (!names.add(challengers.get(i).name())) {
        blocks.get(i).problem("name", challengers.get(i).name(), "is another challenger's name");
      }
    }
    if (challengers.isEmpty() && section.isList("challengers")) {
      section.problem("challengers", "[]", "must name one at least");
    }
    RetrainSettings settings =
        new RetrainSettings(
            section.span("judge", 1),
            section.span("validate", 1),
            section.durationOr("every", 3600, "none"),
            section.integer("catch-up", 1, 100_000),
            challengers,
            section.number("slower", 1, 1e6),
            section.integer("backtest", 0, 1000),
            section.integer("refit", 0, 1_000_000),
            QualitySettings.read(section.section("quality")),
            section.integer("keep", 1, 1_000_000),
            AlertSettings.read(section.section("alerts")));
    section.close();
    return settings;
  }
}
