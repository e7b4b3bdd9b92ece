package io.chronoshard.jobs.spark.training;

import io.chronoshard.block.Block;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.registry.SeriesEntry;
import io.chronoshard.registry.SeriesModel;
import io.chronoshard.registry.SeriesSummary;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.SeriesPlan;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.SeriesTrainer;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.window.WindowLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Networks of single series, each trained where the blocks of its series are: a task has whole
 * series, one after the other. What was trained stays on its executor until this is closed.
 */
public final class SparkSeriesTraining implements AutoCloseable {

  /** What the jobs are called that bring networks to the driver. */
  private static final String BROUGHT = "bring networks of series to the driver";

  private static final int TASKS_OF_CORE = 4;

  /** Series whose networks the driver holds at once. */
  private static final int MOST_OF_TASK = 64;

  private final JavaRDD<TrainedSeries> trained;
  private final List<Broadcast<?>> sent;

  private SparkSeriesTraining(JavaRDD<TrainedSeries> trained, List<Broadcast<?>> sent) {
    this.trained = trained;
    this.sent = sent;
  }

  /** Into how many tasks so many series are dealt; no result depends on it. */
  public static int tasks(int series, int cores) {
    int fine = Math.max(TASKS_OF_CORE * cores, (series - 1) / MOST_OF_TASK + 1);
    return Math.max(1, Math.min(series, fine));
  }

  /**
   * Trains nothing yet.
   *
   * @param blocks unscaled, sorted, a series' blocks all in one partition
   * @param inputs scales their inputs
   * @param start what networks begin with; nothing for initial weights
   * @param keeping what was trained before, and what takes what is trained now
   */
  public static SparkSeriesTraining of(
      JavaRDD<Block> blocks,
      WindowLayout layout,
      Scaler inputs,
      SeriesPlan plan,
      Optional<SeriesStart> start,
      SeriesKeeping keeping) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Broadcast<WindowLayout> windows = context.broadcast(layout);
    Broadcast<Scaler> scaler = context.broadcast(inputs);
    Broadcast<SeriesPlan> sent = context.broadcast(plan);
    Broadcast<Optional<SeriesStart>> begun = context.broadcast(start);
    Broadcast<SeriesKeeping> kept = context.broadcast(keeping);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    return new SparkSeriesTraining(
        blocks
            .mapPartitions(
                some ->
                    trained(
                        some,
                        windows.value(),
                        scaler.value(),
                        sent.value(),
                        begun.value(),
                        kept.value(),
                        hadoop.value().value()),
                true)
            .setName("networks of single series")
            .persist(StorageLevel.MEMORY_AND_DISK()),
        List.of(windows, scaler, sent, begun, kept, hadoop));
  }

  private static Iterator<TrainedSeries> trained(
      Iterator<Block> blocks,
      WindowLayout layout,
      Scaler inputs,
      SeriesPlan plan,
      Optional<SeriesStart> start,
      SeriesKeeping keeping,
      Configuration hadoop) {
    if (!blocks.hasNext()) {
      return Collections.emptyIterator();
    }
    SeriesTrainer trainer =
        start
            .map(learned -> new SeriesTrainer(plan, learned.parameters(hadoop)))
            .orElseGet(() -> new SeriesTrainer(plan));
    SeriesIterator trained =
        new SeriesIterator(blocks, layout, inputs, trainer, keeping.trained(), hadoop);
    return keeping.into().isEmpty()
        ? trained
        : new KeptSeries(trained, keeping.into().get(), hadoop);
  }

  /**
   * Trains all.
   *
   * @param listener hears of each task's series when they are done
   * @return what each came to, sorted by series
   */
  public List<SeriesResult> train(TrainingListener listener) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(trained.context());
    List<List<SeriesResult>> byTask =
        new ArrayList<>(Collections.nCopies(trained.getNumPartitions(), List.of()));
    NamedJobs.begin(context, "train a network for each series");
    try {
      Results results = new Results();
      Arrived arrived = new Arrived(byTask, listener::seriesDone);
      List<Object> tasks =
          IntStream.range(0, byTask.size()).<Object>mapToObj(Integer::valueOf).toList();
      context
          .sc()
          .runJob(
              trained.rdd(),
              results,
              JavaConverters.asScalaBuffer(tasks).toSeq(),
              arrived,
              ClassTag$.MODULE$.<List<SeriesResult>>apply(List.class));
    } finally {
      NamedJobs.end(context);
    }
    return byTask.stream().flatMap(List::stream).toList();
  }

  /** The networks, in the order of series, a task's at a time; may be gone through once more. */
  public Iterable<SeriesModel> models() {
    return () ->
        new ModelIterator(
            new NamedJobs(JavaSparkContext.fromSparkContext(trained.context())),
            trained.filter(one -> one.zip().length > 0).toLocalIterator());
  }

  /** The networks of some series, in their order. */
  public List<SeriesModel> models(Set<String> series) {
    List<String> wanted = List.copyOf(series);
    return new NamedJobs(JavaSparkContext.fromSparkContext(trained.context()))
        .collected(BROUGHT, () -> of(trained, wanted)).stream()
            .map(SparkSeriesTraining::model)
            .toList();
  }

  private static JavaRDD<TrainedSeries> of(JavaRDD<TrainedSeries> trained, List<String> wanted) {
    return trained.filter(one -> one.zip().length > 0 && wanted.contains(one.result().series()));
  }

  /** Lets go of what executors hold; nothing may be asked for after that. */
  @Override
  public void close() {
    trained.unpersist(false);
    sent.forEach(Broadcast::destroy);
  }

  /** What a version's list says of a network, before it lies anywhere. */
  static SeriesModel model(TrainedSeries one) {
    SeriesResult result = one.result();
    SeriesResult.Own own = result.own().orElseThrow();
    return new SeriesModel(
        new SeriesEntry(
            result.series(),
            own.seed(),
            own.hash(),
            own.keptEpoch(),
            own.epochs(),
            own.trainingWindows(),
            result.validation().map(SeriesSummary::error).orElse(Double.NaN),
            result.shared().map(SeriesSummary::error).orElse(Double.NaN),
            0,
            0,
            ""),
        one.zip());
  }

  private static final class ModelIterator implements Iterator<SeriesModel> {

    private final NamedJobs jobs;
    private final Iterator<TrainedSeries> trained;

    ModelIterator(NamedJobs jobs, Iterator<TrainedSeries> trained) {
      this.jobs = jobs;
      this.trained = trained;
    }

    @Override
    public boolean hasNext() {
      return jobs.described(BROUGHT, trained::hasNext);
    }

    @Override
    public SeriesModel next() {
      return model(jobs.described(BROUGHT, trained::next));
    }
  }

  /** A task's results. */
  private static final class Results
      extends AbstractFunction2<
          TaskContext, scala.collection.Iterator<TrainedSeries>, List<SeriesResult>>
      implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public List<SeriesResult> apply(
        TaskContext task, scala.collection.Iterator<TrainedSeries> trained) {
      List<SeriesResult> results = new ArrayList<>();
      while (trained.hasNext()) {
        results.add(trained.next().result());
      }
      return results;
    }
  }

  /** Takes a task's results on the driver, one task at a time. */
  private static final class Arrived
      extends AbstractFunction2<Object, List<SeriesResult>, BoxedUnit> {

    private final List<List<SeriesResult>> byTask;
    private final Consumer<List<SeriesResult>> heard;

    Arrived(List<List<SeriesResult>> byTask, Consumer<List<SeriesResult>> heard) {
      this.byTask = byTask;
      this.heard = heard;
    }

    @Override
    public BoxedUnit apply(Object task, List<SeriesResult> results) {
      byTask.set((Integer) task, List.copyOf(results));
      heard.accept(List.copyOf(results));
      return BoxedUnit.UNIT;
    }
  }
}
