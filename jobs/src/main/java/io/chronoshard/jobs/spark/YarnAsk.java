package io.chronoshard.jobs.spark;

import io.chronoshard.error.ConfigurationException;
import java.util.Locale;
import org.apache.spark.SparkConf;

/**
 * What an application asks YARN for, as Spark works it out of its settings: first a container of
 * the application's own, and executors once that runs.
 *
 * @param queue that it is for
 * @param own the first container, with the driver in cluster mode
 * @param executor each executor's container
 * @param executors how many at first
 */
public record YarnAsk(String queue, Container own, Container executor, int executors) {

  private static final String DEFAULT_OVERHEAD = "0.1";
  private static final long LEAST_OVERHEAD_MEGABYTES = 384;

  /** A container. */
  record Container(long megabytes, int cores) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d MB and %d %s", megabytes, cores, cores == 1 ? "core" : "cores");
    }
  }

  /**
   * Of an application whose driver runs in a container of YARN's.
   *
   * @throws ConfigurationException where a setting is no size or no number
   */
  public static YarnAsk inClusterMode(SparkConf conf) {
    return of(conf, "spark.driver", "1g");
  }

  /**
   * Of an application whose driver runs here.
   *
   * @throws ConfigurationException where a setting is no size or no number
   */
  static YarnAsk inClientMode(SparkConf conf) {
    return of(conf, "spark.yarn.am", "512m");
  }

  private static YarnAsk of(SparkConf conf, String own, String usual) {
    try {
      return new YarnAsk(
          conf.get("spark.yarn.queue", "default"),
          container(conf, own, usual),
          container(conf, "spark.executor", "1g"),
          conf.getInt("spark.executor.instances", 2));
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "what to ask YARN for cannot be told: "
              + e.getMessage()
              + "; write sizes as 512m or 4g, and cores and executors as numbers",
          e);
    }
  }

  private static Container container(SparkConf conf, String of, String usual) {
    long heap = conf.getSizeAsMb(of + ".memory", usual);
    double factor = Double.parseDouble(conf.get(of + ".memoryOverheadFactor", DEFAULT_OVERHEAD));
    long beside = Math.max(LEAST_OVERHEAD_MEGABYTES, (long) (factor * heap));
    return new Container(
        heap + conf.getSizeAsMb(of + ".memoryOverhead", beside + "m"),
        conf.getInt(of + ".cores", 1));
  }

  /** For an operator. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s for the application itself, then %d %s of %s",
        own,
        executors,
        executors == 1 ? "executor" : "executors",
        executor);
  }
}
