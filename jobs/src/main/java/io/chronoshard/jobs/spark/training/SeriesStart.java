package io.chronoshard.jobs.spark.training;

import io.chronoshard.model.SeriesParameters;
import io.chronoshard.registry.SeriesNetworks;
import io.chronoshard.registry.SeriesReader;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What networks of single series begin with, where they begin from a version: what the version
 * forecasts each series by.
 *
 * @param networks its networks of single series
 * @param all parameters of its network of all series, for those that have none of their own
 */
public record SeriesStart(SeriesNetworks networks, float[] all) {

  /** Each series', read when its turn comes. */
  SeriesParameters parameters(Configuration hadoop) {
    SeriesReader own = new SeriesReader(networks, hadoop);
    return series -> own.of(series).or(() -> Optional.of(all));
  }
}
