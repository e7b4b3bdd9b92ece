package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.registry.SeriesModel;
import io.chronoshard.scale.Scalers;
import io.chronoshard.train.FittedScalers;
import io.chronoshard.train.LocalRows;
import io.chronoshard.train.SeriesPlan;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SparkSeriesTrainingIT {

  private static final Configuration SETTINGS =
      ConfigurationReader.read(
          Optional.empty(),
          List.of(
              "features.scale-by = series",
              "split.fraction { training = 0.6, validation = 0.2 }",
              "window { length = 3, targets = [c0] }",
              "model { layers = [{ type = flatten }], per-series = true, per-series-windows = 5 }",
              "training { engine = scalar, epochs = 2, batch = 16, shards = 1, loss = mse }"));

  private static TrainingPlan plan(TrainingDesign design, Scalers scalers) {
    WindowLayout layout = design.layout();
    return TrainingPlan.of(
        Networks.json(design.architectures().get(0), SETTINGS.training(), design.objectives()),
        SETTINGS.training(),
        new Compute(Engine.SCALAR, 1),
        layout.shape(),
        layout.features().inputs().size(),
        scalers.targets(),
        design.objectives());
  }

  @Test
  void executorsHoldTheNetworksUntilItIsClosed() {
    MadeUpHistory made = MadeUpHistory.random(1, 3, 2, 0);
    TrainingDesign design = TrainingDesign.of(SETTINGS, made.description(64), FeatureFacts.NONE);
    WindowLayout layout = design.layout();
    List<Block> blocks =
        design.dealt().keySet().stream().map(id -> made.block(id, layout.builder())).toList();
    Scalers scalers =
        FittedScalers.of(
                new LocalRows(layout, List.of(blocks)),
                design.scaling(),
                layout.features(),
                design.ends().outputs())
            .scalers();
    TrainingPlan plan = plan(design, scalers);
    SeriesPlan series =
        new SeriesPlan(SETTINGS.training(), plan, FrozenNetwork.of(plan.newNetwork()), 5);
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      List<SeriesModel> models = new ArrayList<>();
      try (SparkSeriesTraining training =
          SparkSeriesTraining.of(
              context.parallelize(blocks, 1), layout, scalers.inputs(), series)) {
        List<SeriesResult> results = training.train(new Silence());
        assertThat(results).extracting(SeriesResult::series).containsExactly("s0", "s1", "s2");
        assertThat(context.getPersistentRDDs()).hasSize(1);
        training.models().forEach(models::add);
        assertThat(models)
            .extracting(model -> model.entry().hash())
            .containsExactlyElementsOf(
                results.stream()
                    .flatMap(result -> result.own().stream())
                    .map(SeriesResult.Own::hash)
                    .toList())
            .isNotEmpty();
      }
      assertThat(context.getPersistentRDDs()).isEmpty();
    }
  }
}
