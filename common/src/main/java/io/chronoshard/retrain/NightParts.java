package io.chronoshard.retrain;

import io.chronoshard.config.RetrainSettings;
import io.chronoshard.config.SplitSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What of a history belongs to a date.
 *
 * <pre>
 * | training ············· | validate | judge | what nobody reads
 * from                 validation   judged   cut
 * </pre>
 *
 * @param history without the steps from the date on
 * @param validation the first step on which challengers are validated
 * @param judged the first step on which champion and challengers are judged
 */
public record NightParts(History history, long validation, long judged) {

  /**
   * Those of a date.
   *
   * @param table the history as it is
   * @throws ConfigurationException where the history has no clock, is cut by series, or its parts
   *     share targets
   * @throws DataException where too little of it lies before the date
   */
  public static NightParts of(
      RunDate date, RetrainSettings settings, SplitSettings split, History table) {
    TimeAxis axis = table.axis();
    if (!axis.hasClock()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "retrain goes by dates, and this history counts %s; train it again by `train` when there are more",
              axis.counted()));
    }
    if (split.by() == SplitSettings.By.SERIES) {
      throw new ConfigurationException(
          "split.by = series: retrain judges what is newest in time, of all series; set split.by = fraction, steps or"
              + " date, of which retrain takes none: it cuts by retrain.judge and retrain.validate");
    }
    if (split.inputs() == SplitSettings.Inputs.KERAS) {
      throw new ConfigurationException(
          "split.inputs = keras lets targets lie behind their part's end, where retrain judges; set"
              + " split.inputs = before or inside");
    }
    History known = table.until(date.step(axis));
    if (known.series().isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.table has no step before %s; it begins at %s; ingest what is older, or ask for a later --run-date",
              date,
              Instant.ofEpochMilli(table.fromStep() * axis.stepMillis())));
    }
    long judged = known.toStep() - settings.judge().steps(axis);
    long validation = judged - settings.validate().steps(axis);
    if (validation <= known.fromStep()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.table has %s before %s, and retrain.validate = %s with retrain.judge = %s leave nothing of that to"
                  + " train on; set them shorter, or begin later",
              axis.text(known.toStep() - known.fromStep()),
              date,
              settings.validate().text(),
              settings.judge().text()));
    }
    return new NightParts(known, validation, judged);
  }

  /**
   * The parts of the date at which the judged part begins; nothing where too little lies before it.
   */
  public Optional<NightParts> earlier(RetrainSettings settings) {
    History before = history.until(judged);
    long ownJudged = judged - settings.judge().steps(history.axis());
    long ownValidation = ownJudged - settings.validate().steps(history.axis());
    return before.series().isEmpty() || ownValidation <= before.fromStep()
        ? Optional.empty()
        : Optional.of(new NightParts(before, ownValidation, ownJudged));
  }

  /** The step behind the last one that is known. */
  public long cut() {
    return history.toStep();
  }

  /**
   * The parts in which a champion and the challengers are judged: the test part lies behind all
   * that any of them was trained or validated on, and may be empty; baselines are fitted on the
   * training part.
   *
   * @param champion the parts that the champion was trained with
   */
  public Parts judgedAfter(Parts champion) {
    long seen = Math.max(champion.cut(Part.TRAINING).to(), champion.cut(Part.VALIDATION).to());
    Interval whole = new Interval(history.fromStep(), cut());
    Interval none = new Interval(whole.from(), whole.from());
    return new Parts(
        Map.of(
            Part.TRAINING,
            new Interval(whole.from(), validation),
            Part.VALIDATION,
            none,
            Part.TEST,
            new Interval(Math.max(judged, seen), cut())),
        Map.of(),
        Parts.Assignment.BY_TIME,
        champion.inputs(),
        whole);
  }

  /** The same parts of a history whose cells are known. */
  public NightParts withFingerprint(String known) {
    return new NightParts(history.withFingerprint(known), validation, judged);
  }

  /** The parts of challengers, as settings over the configuration's. */
  public List<String> settings() {
    return List.of(
        "split.by=date",
        set("split.date.validation", validation),
        set("split.date.test", judged),
        set("split.date.end", cut()));
  }

  /**
   * All of it for training, and nothing to stop that early, as settings over the configuration's.
   */
  public List<String> wholeForTraining() {
    return List.of(
        "split.by=date",
        set("split.date.validation", cut()),
        set("split.date.test", cut()),
        set("split.date.end", cut()),
        "training.validate=false",
        "training.early-stopping.patience=0");
  }

  private String set(String key, long step) {
    return key + "=\"" + Instant.ofEpochMilli(step * history.axis().stepMillis()) + "\"";
  }
}
