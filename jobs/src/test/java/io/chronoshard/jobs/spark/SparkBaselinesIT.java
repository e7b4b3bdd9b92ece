package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.jobs.WrittenHistory;
import io.chronoshard.model.baseline.BaselinePlan;
import io.chronoshard.model.baseline.FittedBaselines;
import io.chronoshard.model.baseline.LinearModel;
import io.chronoshard.model.baseline.LocalBlocks;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.Scalers;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.window.WindowLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Baselines from Spark are those of plain Java: to the bit where our own sums are taken, to
 * rounding where those of MLlib are; and a cluster's size changes as little.
 */
class SparkBaselinesIT {

  private static final double ROUNDING = 1e-9;

  @ParameterizedTest(name = "fitted by {0}")
  @ValueSource(strings = {"all", "series"})
  void sparkDoesNotMatterToBaselines(String by, @TempDir Path folder) throws IOException {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = 6, sampling = 3, stride = 2, lead = 1 hour, horizon = 2, spacing = 30 minutes }",
                "window.targets = [c0, c1]",
                "features.calendar = [hour-of-day]",
                "evaluation.baselines = [climatology, autoregression, ridge]",
                "evaluation { fit-by = " + by + ", autoregression.lags = 5 }"));
    WrittenHistory written = WrittenHistory.weather(4, 3, 1500, 0.005, 200);
    written.write(folder, 4);
    TrainingDesign design = TrainingDesign.of(settings, written.description(), FeatureFacts.NONE);
    BaselinePlan plan =
        BaselinePlan.of(
            settings.evaluation().baselines(),
            design.layout(),
            new Scalers(
                columns(design.layout().features().inputs().size()),
                TargetScaler.of(columns(2), design.layout().features())),
            144,
            ZoneOffset.UTC);
    FittedBaselines plain = plain(written, plan);

    FittedBaselines first = spark(folder, plan, "local[1]");
    FittedBaselines second = spark(folder, plan, "local[3]");

    for (FittedBaselines fitted : List.of(first, second)) {
      assertThat(fitted.residuals()).isEqualTo(plain.residuals());
      assertThat(fitted.notes()).isEqualTo(plain.notes());
      for (int i = 0; i < 2; i++) {
        assertThat(fitted.forecasters().get(i))
            .usingRecursiveComparison()
            .withComparatorForType(Float::compare, Float.class)
            .withComparatorForType(Double::compare, Double.class)
            .isEqualTo(plain.forecasters().get(i));
      }
      LinearModel ridge = (LinearModel) fitted.forecasters().get(2);
      LinearModel closed = (LinearModel) plain.forecasters().get(2);
      assertThat(ridge.lags()).isEqualTo(closed.lags());
      assertThat(ridge.constants()).containsExactly(closed.constants(), within(ROUNDING));
      assertThat(ridge.weights()).containsExactly(closed.weights(), within(ROUNDING));
    }
  }

  /** As many partitions as are joined in two rounds, by executors first. */
  @ParameterizedTest(name = "fitted by {0}")
  @ValueSource(strings = {"all", "series"})
  void manyPartitionsAreAddedUpInTheirOrder(String by, @TempDir Path folder) throws IOException {
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "window { length = 6, targets = [c0] }",
                "evaluation.baselines = [climatology, autoregression]",
                "evaluation { fit-by = " + by + ", autoregression.lags = 2 }"));
    WrittenHistory written = WrittenHistory.weather(6, 5, 300, 0.005, 16);
    written.write(folder, 4);
    TrainingDesign design = TrainingDesign.of(settings, written.description(), FeatureFacts.NONE);
    BaselinePlan plan =
        BaselinePlan.of(
            settings.evaluation().baselines(),
            design.layout(),
            new Scalers(
                columns(design.layout().features().inputs().size()),
                TargetScaler.of(columns(1), design.layout().features())),
            144,
            ZoneOffset.UTC);
    FittedBaselines first = spark(folder, plan, "local[1]");
    FittedBaselines second = spark(folder, plan, "local[2]");
    assertThat(second.residuals()).isEqualTo(first.residuals());
    assertThat(second.forecasters())
        .usingRecursiveComparison()
        .withComparatorForType(Float::compare, Float.class)
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(first.forecasters());
    assertThat(first)
        .usingRecursiveComparison()
        .withComparatorForType(SparkBaselinesIT::toRounding, Double.class)
        .withComparatorForType((a, b) -> toRounding(a.doubleValue(), b.doubleValue()), Float.class)
        .isEqualTo(plain(written, plan));
  }

  private static int toRounding(double one, double other) {
    return Double.compare(one, other) == 0 || Math.abs(one - other) <= 1e-6 * (1 + Math.abs(one))
        ? 0
        : Double.compare(one, other);
  }

  private static Scaler columns(int count) {
    Scaler.Column column = new Scaler.Column(1, 4);
    return new Scaler(Collections.nCopies(count, column));
  }

  private static FittedBaselines plain(WrittenHistory written, BaselinePlan plan) {
    WindowLayout layout = plan.layout();
    return FittedBaselines.of(
        plan,
        new LocalBlocks(
            layout.deal(1, List.of(layout.rows(Part.TRAINING))).keySet().stream()
                .map(id -> written.block(id, layout))
                .toList()));
  }

  private static FittedBaselines spark(Path folder, BaselinePlan plan, String master) {
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster(master))) {
      return SparkBaselines.fit(
          plan,
          new HistoryTable(
              spark,
              folder.toString(),
              TableSnapshots.of(folder.toString(), Sessions.hadoop()).latest().orElseThrow(),
              plan.layout().history()));
    }
  }
}
