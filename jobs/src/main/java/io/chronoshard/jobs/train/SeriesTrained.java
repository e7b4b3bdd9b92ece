package io.chronoshard.jobs.train;

import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.spark.training.SparkSeriesTraining;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.SeriesOutputs;
import io.chronoshard.registry.SeriesModel;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.SeriesResult.Standing;
import io.chronoshard.train.Shard;
import io.chronoshard.train.ValidationSums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What training a network for each series came to.
 *
 * @param results of all series of the history, sorted by name
 * @param networks where they are
 */
record SeriesTrained(List<SeriesResult> results, SparkSeriesTraining networks)
    implements AutoCloseable {

  /** With the series that have nothing in the parts that were read. */
  static SeriesTrained of(History history, List<SeriesResult> read, SparkSeriesTraining networks) {
    Map<String, SeriesResult> found = new HashMap<>();
    read.forEach(result -> found.put(result.series(), result));
    List<SeriesResult> all = new ArrayList<>();
    for (SeriesExtent series : history.series()) {
      all.add(
          found.getOrDefault(
              series.name(),
              new SeriesResult(
                  series.name(),
                  Standing.FEW_WINDOWS,
                  Shard.Counts.NONE,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty())));
    }
    return new SeriesTrained(all, networks);
  }

  /** Lets go of the networks. */
  @Override
  public void close() {
    networks.close();
  }

  SeriesSummary summary() {
    return SeriesSummary.of(results);
  }

  /** Errors over the validation part of all series, each by who forecasts it. */
  Optional<ValidationSums> validation() {
    return results.stream()
        .map(SeriesResult::validation)
        .flatMap(Optional::stream)
        .reduce(ValidationSums::plus);
  }

  /** Hashes of the networks by series. */
  SortedMap<String, String> hashes() {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (SeriesResult result : results) {
      result.own().ifPresent(own -> hashes.put(result.series(), own.hash()));
    }
    return hashes;
  }

  /** What forecasts some series. */
  Outputs outputs(FrozenNetwork all, Set<String> series) {
    Map<String, float[]> parameters = new HashMap<>();
    for (SeriesModel model : networks.models(series)) {
      parameters.put(model.entry().series(), model.parameters());
    }
    return new SeriesOutputs(all, name -> Optional.ofNullable(parameters.get(name)));
  }
}
