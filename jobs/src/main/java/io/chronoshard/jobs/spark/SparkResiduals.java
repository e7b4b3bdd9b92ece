package io.chronoshard.jobs.spark;

import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.model.FrozenEnsemble;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.WindowResiduals;
import io.chronoshard.model.alarm.Measured;
import io.chronoshard.model.alarm.Residuals;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.train.Shard;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The residuals of a part's windows on executors, forecast once and kept there.
 *
 * @param packed {@code [window][value]}, some windows each
 * @param width values of a window
 * @param name of the part
 */
public record SparkResiduals(JavaRDD<float[]> packed, int width, String name)
    implements Residuals, AutoCloseable {

  /** Minibatches whose residuals are kept in one array. */
  private static final int TOGETHER = 16;

  /**
   * Of shards.
   *
   * @param inputs input columns of a block
   * @param batch windows that are forecast together
   */
  public static SparkResiduals of(
      JavaRDD<Shard> shards,
      Part part,
      FrozenEnsemble networks,
      WindowShape shape,
      int inputs,
      TargetScaler targets,
      Objectives objectives,
      int batch) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(shards.context());
    Broadcast<FrozenEnsemble> sent = context.broadcast(networks);
    Broadcast<WindowShape> windows = context.broadcast(shape);
    Broadcast<TargetScaler> scaler = context.broadcast(targets);
    Broadcast<Objectives> learned = context.broadcast(objectives);
    JavaRDD<float[]> packed =
        shards.flatMap(
            shard -> {
              OwnUnits units = units(scaler.value(), learned.value(), windows.value());
              return residuals(
                      part == Part.TRAINING ? shard.training() : shard.validation(),
                      new NetworkForecaster(
                          sent.value().ensemble(), windows.value(), inputs, units, batch),
                      units,
                      Math.multiplyExact(batch, TOGETHER))
                  .iterator();
            });
    return new SparkResiduals(
        packed.setName("residuals").persist(StorageLevel.MEMORY_AND_DISK()),
        units(targets, objectives, shape).layout().values().size(),
        part.name().toLowerCase(Locale.ROOT));
  }

  private static OwnUnits units(TargetScaler targets, Objectives objectives, WindowShape shape) {
    return new OwnUnits(targets, objectives.layout(shape, targets.widths()));
  }

  private static Stream<float[]> residuals(
      WindowSet windows, NetworkForecaster forecaster, OwnUnits units, int together) {
    WindowResiduals residuals = new WindowResiduals(units.layout());
    int[] order = EpochOrder.ascending(windows.size());
    return IntStream.rangeClosed(0, (order.length - 1) / together)
        .filter(piece -> order.length > 0)
        .mapToObj(
            piece ->
                residuals.of(
                    forecaster,
                    windows,
                    order,
                    piece * together,
                    Math.min(order.length, (piece + 1) * together)));
  }

  @Override
  public FloatCounts counts(Measured measured, CountPass pass, List<Integer> columns) {
    Broadcast<Measured> made = context().broadcast(measured);
    Broadcast<CountPass> counted = context().broadcast(pass);
    int values = width;
    return described(
        () ->
            packed
                .map(some -> made.value().counts(some, values, counted.value(), columns))
                .treeReduce(FloatCounts::plus));
  }

  @Override
  public long above(Measured measured, double threshold) {
    Broadcast<Measured> made = context().broadcast(measured);
    int values = width;
    return described(
        () -> packed.map(some -> made.value().above(some, values, threshold)).fold(0L, Long::sum));
  }

  @Override
  public long windows() {
    int values = width;
    return described(() -> packed.map(some -> (long) (some.length / values)).fold(0L, Long::sum));
  }

  @Override
  public void close() {
    packed.unpersist();
  }

  private <T> T described(Supplier<T> run) {
    NamedJobs.begin(context(), "train: residuals of the " + name + " part");
    try {
      return run.get();
    } finally {
      NamedJobs.end(context());
    }
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(packed.context());
  }
}
