package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.spark.SparkQuality;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.retrain.ChampionChannels;
import io.chronoshard.retrain.DayHashes;
import io.chronoshard.retrain.Quality;
import io.chronoshard.retrain.QualityRange;
import io.chronoshard.retrain.QualityRules;
import io.chronoshard.retrain.Seen;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What is new in a history since the champion's data.
 *
 * @param seen all rows before the date
 * @param quality what was found
 */
record NewRows(Seen seen, Quality quality) {

  /**
   * Looks at them.
   *
   * @param history before the date, with all its channels
   * @param date the step of the run's date
   * @param before what the last date has seen
   */
  static NewRows of(
      SparkSession spark,
      Configuration settings,
      TableSnapshot snapshot,
      History history,
      Champion champion,
      long date,
      Optional<Seen> before) {
    SparkQuality rows = new SparkQuality(spark, settings.history().table(), snapshot, history);
    DayHashes days = rows.days(settings.retrain().quality().stretch().steps(history.axis()));
    Seen seen = new Seen(snapshot.ledger().rows(), days);
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
            date,
            looked.channels().stream()
                .filter(channel -> !history.categories().containsKey(channel))
                .toList());
    QualityRules rules = new QualityRules(settings.retrain().quality(), looked, range);
    return new NewRows(seen, rules.of(read, rows.facts(range), seen, before));
  }
}
