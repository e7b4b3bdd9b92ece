package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.spark.SparkQuality;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.ChampionChannels;
import io.chronoshard.retrain.DecidedNights;
import io.chronoshard.retrain.HeldFaults;
import io.chronoshard.retrain.Known;
import io.chronoshard.retrain.Quality;
import io.chronoshard.retrain.QualityRange;
import io.chronoshard.retrain.QualityRules;
import io.chronoshard.retrain.RunDate;
import io.chronoshard.retrain.Seen;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What is new in a history since the champion's data.
 *
 * @param seen all rows before the date
 * @param faults of rows, that count at the date
 * @param quality what was found
 */
record NewRows(Seen seen, HeldFaults faults, Quality quality) {

  /**
   * What was known at a date.
   *
   * @param history before the date, with all its channels
   */
  static Known known(
      SparkSession spark, Configuration settings, TableSnapshot snapshot, History history) {
    return new SparkQuality(spark, settings.history().table(), snapshot, history)
        .known(settings.retrain().quality().stretch().steps(history.axis()));
  }

  /**
   * Looks at them.
   *
   * @param known at the date
   * @param date that is decided
   * @param nights that were decided before
   */
  static NewRows of(
      SparkSession spark,
      Configuration settings,
      TableSnapshot snapshot,
      Known known,
      Champion champion,
      RunDate date,
      DecidedNights nights) {
    History history = known.history();
    Seen seen = new Seen(snapshot.ledger().rows(), known.days());
    Optional<Seen> before = nights.seenBefore(date);
    ChampionChannels read = champion.channels();
    List<String> inputs = FeatureSet.inputChannels(settings.features(), history);
    History looked =
        history.withChannels(
            history.channels().stream()
                .filter(channel -> read.all().contains(channel) || inputs.contains(channel))
                .toList());
    QualityRange range =
        QualityRange.of(
            settings.retrain().quality(),
            looked,
            champion.known(),
            date.step(history.axis()),
            looked.channels().stream()
                .filter(channel -> !history.categories().containsKey(channel))
                .toList());
    QualityRules rules = new QualityRules(settings.retrain().quality(), looked, range);
    HeldFaults faults = rules.faults(seen, before, nights.heldBefore(date));
    SparkQuality rows = new SparkQuality(spark, settings.history().table(), snapshot, history);
    return new NewRows(seen, faults, rules.of(read, rows.facts(range), seen, before, faults));
  }
}
