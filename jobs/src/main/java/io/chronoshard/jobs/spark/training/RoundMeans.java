package io.chronoshard.jobs.spark.training;

import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.train.Averaging;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.AveragingPlace.Where;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.RoundSlices;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Brings together what shards come to in rounds, where that was decided; each round is a job.
 *
 * @param spark the context
 * @param place where rounds are averaged
 */
public record RoundMeans(JavaSparkContext spark, AveragingPlace place) {

  /**
   * The mean of a round.
   *
   * @param name of its job
   * @param results of shards that have not run out
   */
  public RoundMean of(String name, Supplier<JavaRDD<RoundResult>> results) {
    NamedJobs jobs = new NamedJobs(spark);
    return place.where() == Where.DRIVER
        ? Averaging.mean(jobs.collected(name, results), place.shards())
        : bySlices(jobs, name, results);
  }

  /**
   * Brings each slice of all shards' results to one task, which averages it; the driver takes the
   * means alone. What the tasks gave each other is let go of at once: were it left to the driver's
   * next garbage collection, disks would fill up over thousands of rounds.
   */
  private RoundMean bySlices(NamedJobs jobs, String name, Supplier<JavaRDD<RoundResult>> results) {
    int count = place.slices(spark.defaultParallelism());
    RoundSlices slices = new RoundSlices(count);
    JavaRDD<RoundMean> means = jobs.stage(name, () -> means(results.get(), slices, place.shards()));
    try {
      return slices.join(
          jobs.described(
              name, () -> jobs.stage(name + ", average " + count + " slices", means::collect)));
    } finally {
      means.rdd().cleanShuffleDependencies(false);
    }
  }

  // Static, so that what travels captures these arguments and nothing else.

  /**
   * The mean of each slice, in their order: a hash partitioner gives each number below its count
   * the partition of that number.
   */
  static JavaRDD<RoundMean> means(JavaRDD<RoundResult> results, RoundSlices slices, int shards) {
    int count = slices.count();
    return results
        .flatMapToPair(whole -> sliced(whole, new RoundSlices(count)))
        .partitionBy(new HashPartitioner(count))
        .mapPartitions(
            some -> {
              List<RoundResult> ofSlice = new ArrayList<>();
              some.forEachRemaining(pair -> ofSlice.add(pair._2()));
              return List.of(Averaging.mean(ofSlice, shards)).iterator();
            });
  }

  private static Iterator<Tuple2<Integer, RoundResult>> sliced(
      RoundResult whole, RoundSlices slices) {
    return IntStream.range(0, slices.count())
        .mapToObj(slice -> new Tuple2<>(slice, slices.slice(whole, slice)))
        .iterator();
  }
}
