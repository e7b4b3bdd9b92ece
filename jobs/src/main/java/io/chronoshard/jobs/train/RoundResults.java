package io.chronoshard.jobs.train;

import io.chronoshard.jobs.spark.watch.RoundWatch;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/** Adds up what tasks of rounds return, as Spark sees it travel. */
final class RoundResults extends SparkListener {

  private final Set<Integer> stages = new HashSet<>();
  private long rounds;
  private long bytes;

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    if (RoundWatch.windows(job.properties()).isPresent()) {
      rounds++;
      JavaConverters.seqAsJavaList(job.stageIds()).forEach(stage -> stages.add((Integer) stage));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.taskMetrics() != null && stages.contains(task.stageId())) {
      bytes += task.taskMetrics().resultSize();
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    stages.remove(completed.stageInfo().stageId());
  }

  /** Of a round, on average; nothing where none was seen. */
  synchronized OptionalLong bytesOfRound() {
    return rounds == 0 ? OptionalLong.empty() : OptionalLong.of(bytes / rounds);
  }
}
