package io.chronoshard.jobs.spark;

import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.error.ClusterException;
import io.chronoshard.kernel.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Asks a cluster's executors something small before any work is given to them. A cluster may take
 * an application and give it nothing, and where executors come and go by need none is asked for
 * before there is a task.
 */
final class FirstExecutors {

  /** What an executor says that lacks nothing. */
  private static final String HAS_ALL = "";

  /** How often is told that nobody has come yet. */
  private static final int TIMES_TOLD = 10;

  private final SparkContext context;

  /** Of a session's cluster. */
  FirstExecutors(SparkContext context) {
    this.context = context;
  }

  /**
   * Waits until one has done a task; not where the driver does all tasks.
   *
   * @param most how long to wait
   * @param told hears from time to time that none has come yet
   * @throws ClusterException where none has until then
   */
  void await(Duration most, Consumer<String> told) {
    if (context.isLocal()) {
      return;
    }
    JavaFutureAction<List<String>> answer = described(hosts(1)::collectAsync);
    Duration part = most.dividedBy(TIMES_TOLD);
    for (int times = 1; times <= TIMES_TOLD; times++) {
      if (isDone(answer, part)) {
        return;
      }
      if (times < TIMES_TOLD) {
        told.accept(
            String.format(
                Locale.ROOT,
                "waiting for an executor of %s, for %s of at most %s (run.executor-wait)",
                context.master(),
                text(part.multipliedBy(times)),
                text(most)));
      }
    }
    answer.cancel(true);
    throw new ClusterException(
        String.format(
            Locale.ROOT,
            "the cluster at %s has taken the job and has given it no executor within %s (run.executor-wait); see that it has"
                + " workers with as many free cores and as much memory as --executor-cores and --executor-memory ask for,"
                + " and a queue with room%s, or wait longer",
            context.master(),
            text(most),
            gpus()));
  }

  /** Where they were asked for, an executor without them gets no task. */
  private String gpus() {
    GpuRequest request = GpuRequest.of(context.conf());
    return request.isForTasks()
        ? ", and the GPUs of "
            + request
            + " (a standalone cluster's workers offer theirs by spark.worker.resource.gpu.amount and"
            + " .discoveryScript, which scripts/discover-gpus may be; YARN's nodes as yarn.io/gpu)"
        : "";
  }

  private boolean isDone(JavaFutureAction<List<String>> answer, Duration within) {
    try {
      answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException none) {
      return false;
    } catch (ExecutionException failure) {
      throw new ClusterException(
          "executors of "
              + context.master()
              + " cannot do the first task: "
              + failure.getCause()
              + "; the logs of the cluster tell why",
          failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ClusterException("stopped while waiting for an executor", stopped);
    }
  }

  private static String text(Duration time) {
    return time.toSecondsPart() == 0 && time.toMillisPart() == 0
        ? time.toMinutes() + " min"
        : time.toMillis() / 1000.0 + " s";
  }

  /**
   * The hosts of those that run without the module that the engine "vector" needs, of as many as do
   * a task now.
   */
  List<String> withoutVectors() {
    int tasks = Math.max(2, 2 * context.defaultParallelism());
    return described(hosts(tasks)::collect).stream()
        .filter(host -> !host.equals(HAS_ALL))
        .distinct()
        .sorted()
        .toList();
  }

  private JavaRDD<String> hosts(int tasks) {
    return JavaSparkContext.fromSparkContext(context)
        .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
        .map(task -> Engine.VECTOR.isAvailable() ? HAS_ALL : host());
  }

  private static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  private <T> T described(Supplier<T> job) {
    NamedJobs.begin(context, "ask executors what they can");
    try {
      return job.get();
    } finally {
      NamedJobs.end(context);
    }
  }
}
