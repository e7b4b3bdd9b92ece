package io.chronoshard.jobs.spark;

import io.chronoshard.error.ClusterException;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.jobs.spark.placement.ActiveExecutors;
import io.chronoshard.jobs.spark.placement.Executor;
import io.chronoshard.kernel.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

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

  /** An executor that is busy for so many times is not asked any more. */
  private static final int TIMES_ASKED = 5;

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
    JavaFutureAction<List<String>> answer = described(first()::collectAsync);
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

  static String text(Duration time) {
    return time.toSecondsPart() == 0 && time.toMillisPart() == 0
        ? time.toMinutes() + " min"
        : time.toMillis() / 1000.0 + " s";
  }

  /**
   * The hosts of those that run without the module that the engine "vector" needs. Each executor
   * that is there is given a task; one that others were quicker than is asked again.
   */
  List<String> withoutVectors() {
    ActiveExecutors active = new ActiveExecutors(context);
    SortedSet<String> without = new TreeSet<>();
    Set<String> answered = new HashSet<>();
    for (int times = 1; times <= TIMES_ASKED; times++) {
      List<Executor> left =
          active.all().stream().filter(executor -> !answered.contains(executor.id())).toList();
      if (left.isEmpty() && times > 1) {
        break;
      }
      for (Tuple2<String, String> answer : described(answers(left)::collect)) {
        answered.add(answer._1());
        if (!answer._2().equals(HAS_ALL)) {
          without.add(answer._2());
        }
      }
    }
    return List.copyOf(without);
  }

  /** One of each, by its number; of any one where Spark has taken note of none yet. */
  private JavaRDD<Tuple2<String, String>> answers(List<Executor> executors) {
    List<Tuple2<Object, Seq<String>>> tasks = new ArrayList<>();
    executors.forEach(executor -> tasks.add(new Tuple2<>(tasks.size(), at(executor))));
    if (tasks.isEmpty()) {
      tasks.add(new Tuple2<>(0, JavaConverters.asScalaBuffer(List.<String>of())));
    }
    return context
        .makeRDD(JavaConverters.asScalaBuffer(tasks).toSeq(), ClassTag$.MODULE$.AnyRef())
        .toJavaRDD()
        .map(task -> new Tuple2<>(SparkEnv.get().executorId(), answer()));
  }

  private static Seq<String> at(Executor executor) {
    return JavaConverters.asScalaBuffer(List.of(executor.location())).toSeq();
  }

  private static String answer() {
    return Engine.VECTOR.isAvailable()
        ? HAS_ALL
        : SparkEnv.get().blockManager().blockManagerId().host();
  }

  private JavaRDD<String> first() {
    return JavaSparkContext.fromSparkContext(context)
        .parallelize(List.of(0), 1)
        .map(task -> answer());
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
