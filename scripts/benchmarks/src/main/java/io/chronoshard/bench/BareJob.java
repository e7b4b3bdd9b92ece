package io.chronoshard.bench;

import io.chronoshard.train.ModelState;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Spark jobs that send out a state and get one back of each task, and do nothing else. */
final class BareJob {

  private BareJob() {}

  /** Runs some, one after the other. */
  static void run(JavaSparkContext spark, ModelState sent, int tasks, int jobs) {
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    for (int job = 0; job < jobs; job++) {
      Broadcast<ModelState> state = spark.broadcast(sent);
      int returned =
          spark.parallelize(numbers, tasks).map(number -> state.value()).collect().size();
      state.destroy();
      if (returned != tasks) {
        throw new IllegalStateException(returned + " of " + tasks + " tasks returned something");
      }
    }
  }
}
