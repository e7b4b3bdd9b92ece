package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.train.Averaging;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.RoundMean;
import io.chronoshard.train.RoundResult;
import io.chronoshard.train.RoundSlices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Averages a round on two executors, kills one of them, and averages again: a program, for a
 * process whose environment names a home of Spark's.
 */
final class LostShuffle {

  private static final int SHARDS = 6;

  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private LostShuffle() {}

  /** Fails where the second mean is another one, or nothing was lost. */
  public static void main(String[] args) throws Exception {
    List<RoundResult> results = results();
    RoundMean expected = Averaging.mean(results, SHARDS);
    RoundSlices slices = new RoundSlices(4);
    try (SparkSession session = session()) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      Giving giving = new Giving();
      session.sparkContext().addSparkListener(giving);
      JavaRDD<RoundMean> means =
          RoundMeans.means(spark.parallelize(results, SHARDS), slices, SHARDS);
      assertThat(slices.join(means.collect())).isEqualTo(expected);
      session.sparkContext().listenerBus().waitUntilEmpty();
      assertThat(giving.executors).hasSize(SHARDS);
      assertThat(Set.copyOf(giving.executors)).as("executors that hold some").hasSize(2);

      ProcessHandle executor = ScriptRun.startedBy(ProcessHandle.current(), EXECUTOR).get(0);
      assertThat(executor.destroyForcibly()).isTrue();
      executor.onExit().get();
      assertThat(slices.join(means.collect())).isEqualTo(expected);
      session.sparkContext().listenerBus().waitUntilEmpty();
      assertThat(giving.executors).as("those that gave it again").hasSizeGreaterThan(SHARDS);
    }
  }

  /** Two executors, each a process with the classes of this one. */
  private static SparkSession session() {
    return Sessions.open(
        "test",
        new SparkConf()
            .setMaster("local-cluster[2,1,512]")
            .set("spark.executor.memory", "512m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .set("spark.cores.max", "2")
            .set("spark.ui.enabled", "false"));
  }

  /** The executors of tasks that left others something, in the order of their ends. */
  private static final class Giving extends SparkListener {

    private final List<String> executors = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskType().equals("ShuffleMapTask") && end.taskInfo().successful()) {
        executors.add(end.taskInfo().executorId());
      }
    }
  }

  private static List<RoundResult> results() {
    MersenneTwister random = new MersenneTwister(new int[] {7});
    List<RoundResult> results = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      float[] parameters = new float[100];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = random.nextFloat();
      }
      ModelState state = new ModelState(parameters, new float[] {random.nextFloat()}, shard, 0);
      results.add(new RoundResult(shard, 1 + random.nextInt(9), random.nextDouble(), state));
    }
    return results;
  }
}
