package io.chronoshard.jobs.spark.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.watch.RoundWatch.Detail;
import io.chronoshard.jobs.spark.watch.TrainingSource.Measure;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingListener;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkConf;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class RoundWatchIT {

  private static final String NAME = "chronoshard.training";

  @Test
  void aRoundIsPublishedAsMetricsUntilTheWatchEnds() {
    List<String> told = new CopyOnWriteArrayList<>();
    try (SparkSession spark =
        Sessions.open(
            "test", new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false"))) {
      try (RoundWatch watch = RoundWatch.of(spark.sparkContext(), told::add, Clock.systemUTC())) {
        TrainingListener listener = watch.before(new Silence(), Detail.ALL);
        listener.epochStarted(3, 9);
        listener.roundDone(new TrainingListener.Round(3, 7, 9, 640, 0.25));
        List<Source> sources = sources(spark);
        assertThat(sources).hasSize(1);
        assertThat(value(sources.get(0), "epoch")).isEqualTo(3);
        assertThat(value(sources.get(0), "round")).isEqualTo(7);
        assertThat(value(sources.get(0), "loss")).isEqualTo(0.25);
        assertThat(value(sources.get(0), "roundSeconds")).isNotNegative();
        assertThat(sources.get(0).metricRegistry().getGauges()).hasSize(Measure.values().length);
      }
      assertThat(sources(spark)).isEmpty();
    }
    assertThat(told).isEmpty();
  }

  private static List<Source> sources(SparkSession spark) {
    return JavaConverters.seqAsJavaList(
        spark.sparkContext().env().metricsSystem().getSourcesByName(NAME));
  }

  private static double value(Source source, String gauge) {
    return (Double) source.metricRegistry().getGauges().get(gauge).getValue();
  }
}
