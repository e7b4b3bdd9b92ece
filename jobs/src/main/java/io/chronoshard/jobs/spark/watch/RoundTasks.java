package io.chronoshard.jobs.spark.watch;

import io.chronoshard.jobs.spark.SparkShards;
import io.chronoshard.train.ShardSize;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskGettingResult;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Follows the tasks of all stages by what Spark posts of them. Spark posts on a thread of its own,
 * and others ask meanwhile.
 */
final class RoundTasks extends SparkListener {

  private static final String COLLECTED = "internal.metrics.jvmGCTime";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final String FETCHED = "internal.metrics.shuffle.read.fetchWaitTime";

  private final Clock clock;
  private final AveragingTime averaging;
  private final Map<Integer, StageTasks> stages = new HashMap<>();
  private List<ShardSize> shards = List.of();
  private TrainedTasks trained = new TrainedTasks();

  /** How long a task of each kind of stage took when there was last one. */
  private final Map<String, Long> usualMillis = new HashMap<>();

  /**
   * Of an application.
   *
   * @param averaging hears when all shards have trained for a round
   */
  RoundTasks(Clock clock, AveragingTime averaging) {
    this.clock = clock;
    this.averaging = averaging;
  }

  /** Takes the size of each shard, by which tasks' windows are counted from now on. */
  synchronized void shards(List<ShardSize> sizes) {
    shards = List.copyOf(sizes);
  }

  /** The stages that run, as they are now. */
  synchronized List<StageView> running() {
    return stages.values().stream().map(StageTasks::view).toList();
  }

  /** The tasks that trained a shard for a round since this was last asked. */
  synchronized TrainedTasks takeTrained() {
    TrainedTasks taken = trained;
    trained = new TrainedTasks();
    return taken;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    StageInfo stage = submitted.stageInfo();
    Properties properties =
        submitted.properties() == null ? new Properties() : submitted.properties();
    String job = properties.getProperty("spark.job.description", "Spark");
    boolean isOfShards =
        JavaConverters.seqAsJavaList(stage.rddInfos()).stream()
            .anyMatch(rdd -> rdd.name().equals(SparkShards.NAME));
    stages.put(
        stage.stageId(),
        new StageTasks(
            job,
            isOfShards ? StageView.Parts.SHARDS : StageView.Parts.OTHERS,
            isOfShards ? RoundWatch.windows(properties) : Optional.empty(),
            stage.numTasks(),
            clock.millis(),
            usualMillis.getOrDefault(kind(stage), 0L)));
  }

  /** Stages that do the same bear the same name, but for numbers. */
  private static String kind(StageInfo stage) {
    return NUMBER.matcher(stage.name()).replaceAll("#");
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    StageTasks stage = stages.remove(completed.stageInfo().stageId());
    if (stage == null) {
      return;
    }
    usualMillis.put(kind(completed.stageInfo()), StageView.median(stage.view().doneMillis()));
    if (stage.trains().isPresent() && completed.stageInfo().completionTime().isDefined()) {
      averaging.trained((Long) completed.stageInfo().completionTime().get());
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    StageTasks stage = stages.get(start.stageId());
    if (stage != null) {
      TaskInfo info = start.taskInfo();
      stage.started(
          info.taskId(),
          new RunningTask(
              info.partitionId(),
              info.executorId(),
              info.host(),
              info.launchTime(),
              info.taskLocality().equals(TaskLocality.PROCESS_LOCAL()),
              false,
              0,
              0,
              clock.millis()));
    }
  }

  @Override
  public synchronized void onTaskGettingResult(SparkListenerTaskGettingResult returning) {
    long id = returning.taskInfo().taskId();
    stages.values().forEach(stage -> stage.change(id, task -> task.returning(clock.millis())));
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    StageTasks stage = stages.get(end.stageId());
    if (stage == null) {
      return;
    }
    TaskInfo info = end.taskInfo();
    if (end.reason() == Success$.MODULE$) {
      stage.done(info.taskId(), info.finishTime(), info.duration());
      stage
          .trains()
          .ifPresent(
              windows ->
                  trained.add(
                      new ExecutorPace(
                          info.executorId(),
                          info.host(),
                          1,
                          windows.of(windows(info.partitionId())),
                          info.duration()),
                      end.taskMetrics().resultSize()));
    } else {
      stage.gone(info.taskId(), clock.millis());
    }
  }

  private int windows(int shard) {
    return shard < shards.size() ? shards.get(shard).training() : 0;
  }

  /** What executors tell of their tasks every 10 seconds. */
  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    long now = clock.millis();
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(update.accumUpdates())) {
      long id = (Long) task._1();
      List<AccumulableInfo> values = JavaConverters.seqAsJavaList(task._4());
      for (StageTasks stage : stages.values()) {
        stage.change(id, one -> one.told(now, value(values, COLLECTED), value(values, FETCHED)));
      }
    }
  }

  private static long value(List<AccumulableInfo> values, String name) {
    return values.stream()
        .filter(value -> value.name().isDefined() && value.name().get().equals(name))
        .filter(value -> value.update().isDefined())
        .mapToLong(value -> ((Number) value.update().get()).longValue())
        .findFirst()
        .orElse(0);
  }
}
