package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.PermissionSettings;
import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.feature.FeatureFacts;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.model.Compute;
import io.chronoshard.model.FrozenNetwork;
import io.chronoshard.model.Networks;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.registry.SeriesCheckpoints.Place;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** What a training of three series needs. */
  private record Prepared(
      WindowLayout layout, List<Block> blocks, Scalers scalers, TrainingPlan plan) {

    static Prepared of() {
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
      TrainingPlan plan = SparkSeriesTrainingIT.plan(design, scalers);
      return new Prepared(layout, blocks, scalers, plan);
    }

    SparkSeriesTraining on(JavaSparkContext context, long seed, SeriesKeeping keeping) {
      SeriesPlan series =
          new SeriesPlan(
              SETTINGS.training().with(seed), plan, FrozenNetwork.of(plan.newNetwork()), 5);
      return SparkSeriesTraining.of(
          context.parallelize(blocks, 1),
          layout,
          scalers.inputs(),
          series,
          Optional.empty(),
          keeping);
    }
  }

  @Test
  void executorsHoldTheNetworksUntilItIsClosed() {
    Prepared prepared = Prepared.of();
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      List<SeriesModel> models = new ArrayList<>();
      try (SparkSeriesTraining training = prepared.on(context, 1, SeriesKeeping.NONE)) {
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

  /** With another seed nothing else would tell that they were not trained again. */
  @Test
  void whatWasTrainedBeforeIsReadAgain(@TempDir Path folder) {
    Prepared prepared = Prepared.of();
    RunFolder run =
        RunFolder.of(
            new org.apache.hadoop.fs.Path(folder.resolve("run").toString()), Sessions.hadoop());
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      SeriesCheckpoints files = SeriesCheckpoints.of(run, "a", PermissionSettings.DEFAULT);
      List<String> first =
          trained(prepared.on(context, 1, new SeriesKeeping(Map.of(), Optional.of(files))));
      Map<String, Place> places = files.found(context.hadoopConfiguration()).places();
      assertThat(places).containsOnlyKeys("s0", "s1", "s2");
      assertThat(trained(prepared.on(context, 99, new SeriesKeeping(places, Optional.empty()))))
          .isEqualTo(first);
      List<String> others = trained(prepared.on(context, 99, SeriesKeeping.NONE));
      assertThat(others).isNotEqualTo(first);

      Map<String, Place> one = Map.of("s1", Objects.requireNonNull(places.get("s1")));
      List<String> some =
          trained(prepared.on(context, 99, new SeriesKeeping(one, Optional.of(files))));
      assertThat(some).containsExactly(others.get(0), first.get(1), others.get(2));
    }
  }

  private static List<String> trained(SparkSeriesTraining training) {
    try (training) {
      List<String> results =
          new ArrayList<>(
              training.train(new Silence()).stream().map(SeriesResult::toString).toList());
      for (SeriesModel model : training.models()) {
        int at = Integer.parseInt(model.entry().series().substring(1));
        results.set(at, results.get(at) + Arrays.toString(model.parameters()));
      }
      return results;
    }
  }
}
