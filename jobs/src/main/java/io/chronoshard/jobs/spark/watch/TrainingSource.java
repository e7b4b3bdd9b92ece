package io.chronoshard.jobs.spark.watch;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.metrics.source.Source;

/**
 * A training as metrics of Spark's driver, for whatever sink its {@code metrics.properties} names:
 * {@code chronoshard.training.loss}, {@code .epoch}, {@code .round}, {@code .roundSeconds}, {@code
 * .windowsPerSecond} and {@code .averagingSeconds}, from when all shards had trained, each of the
 * last round.
 */
final class TrainingSource implements Source {

  /** What is measured of a round. */
  enum Measure {
    EPOCH("epoch"),
    ROUND("round"),
    LOSS("loss"),
    ROUND_SECONDS("roundSeconds"),
    WINDOWS_PER_SECOND("windowsPerSecond"),
    AVERAGING_SECONDS("averagingSeconds");

    private final String key;

    Measure(String key) {
      this.key = key;
    }
  }

  private final MetricRegistry registry = new MetricRegistry();
  private final Map<Measure, Double> values = new TreeMap<>();

  TrainingSource() {
    for (Measure measure : Measure.values()) {
      registry.register(measure.key, (Gauge<Double>) () -> value(measure));
    }
  }

  synchronized void set(Measure measure, double value) {
    values.put(measure, value);
  }

  private synchronized double value(Measure measure) {
    return values.getOrDefault(measure, Double.NaN);
  }

  @Override
  public String sourceName() {
    return "chronoshard.training";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
