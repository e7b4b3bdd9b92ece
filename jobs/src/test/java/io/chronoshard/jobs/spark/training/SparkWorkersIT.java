package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import io.chronoshard.grid.Slice;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.model.Architecture;
import io.chronoshard.model.Compute;
import io.chronoshard.model.HeadObjective;
import io.chronoshard.model.InputShape;
import io.chronoshard.model.LayerShape;
import io.chronoshard.model.ModelInput;
import io.chronoshard.model.ModelOutput;
import io.chronoshard.model.Networks;
import io.chronoshard.model.Objective;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.OutputShape;
import io.chronoshard.model.StackNetwork;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScalerExamples;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.EpochRounds;
import io.chronoshard.train.LocalWorkers;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.OneEpoch;
import io.chronoshard.train.Shard;
import io.chronoshard.train.Silence;
import io.chronoshard.train.TrainingLoop;
import io.chronoshard.train.TrainingOutcome;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.TrainingProgress;
import io.chronoshard.train.Workers;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.Origins;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;

class SparkWorkersIT {

  private static final WindowShape SHAPE = new WindowShape(4, 1, 1, 2, 1, 1);
  private static final int BLOCK_STEPS = 20;

  private static final TrainingSettings SETTINGS =
      TrainingSettingsExamples.with(
          "epochs = 3, batch = 8, shards = 3, period = 2, seed = 11",
          "optimizer.learning-rate = 0.01",
          "schedule { type = plateau, patience = 1, min-delta = 100, warm-up = 1 }");

  private static final Objectives OBJECTIVES =
      Objectives.of(Objective.ofValues(SETTINGS.loss(), 1));

  private static final TrainingPlan PLAN =
      plan("type = lstm, units = 3", "type = dropout, rate = 0.2");

  private static TrainingPlan plan(String... layers) {
    return TrainingPlan.of(
        Networks.json(
            Architecture.of(
                ModelSettingsExamples.of(layers), new InputShape(4, 1), new OutputShape(1, 1)),
            SETTINGS,
            OBJECTIVES),
        SETTINGS,
        new Compute(TrainingSettings.Engine.VECTOR, 1),
        SHAPE,
        1,
        TargetScalerExamples.values(new Scaler.Column(5, 2)),
        OBJECTIVES);
  }

  /** Shards of unequal size over noise: the blocks are dealt in turn and do not come out even. */
  private static List<Shard> shards(int count) {
    MersenneTwister random = new MersenneTwister(4);
    int steps = 9 * BLOCK_STEPS;
    float[] series = new float[steps];
    for (int i = 0; i < steps; i++) {
      series[i] = (float) random.nextGaussian();
    }
    List<Shard> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      List<Block> blocks = new ArrayList<>();
      for (int number = shard; number * BLOCK_STEPS < steps; number += count) {
        int from = number * BLOCK_STEPS;
        blocks.add(
            new Block(
                new BlockId("noise", number),
                from,
                BLOCK_STEPS,
                slice(series, from - SHAPE.reach(), from + BLOCK_STEPS, 0, 1),
                slice(series, from, from + BLOCK_STEPS + SHAPE.ahead(), 5, 2)));
      }
      shards.add(
          new Shard(shard, windows(blocks, 3, 113), windows(blocks, 118, 178), Shard.Counts.NONE));
    }
    return shards;
  }

  private static Slice slice(float[] series, int from, int to, float mean, float deviation) {
    float[] values = new float[to - from];
    for (int step = from; step < to; step++) {
      boolean known = step >= 0 && step < series.length;
      values[step - from] = known ? mean + deviation * series[step] : Float.NaN;
    }
    return new Slice(from, 1, values);
  }

  private static WindowSet windows(List<Block> blocks, long from, long to) {
    Origins origins = new Origins(from, from, to, 1);
    return new WindowSet(
        blocks.stream()
            .map(
                block ->
                    BlockWindows.find(block, SHAPE, origins, Needs.INPUTS_AND_TARGETS, List.of()))
            .toList());
  }

  private static SparkSession session(String master) {
    return Sessions.open(
        "test",
        new SparkConf()
            .setMaster(master)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost"));
  }

  private static TrainingOutcome train(Workers workers, TrainingPlan plan) {
    return new TrainingLoop(SETTINGS, workers, new Silence()).run(ModelState.of(plan.newNetwork()));
  }

  private static Kept<Shard> kept(JavaSparkContext spark, List<Shard> shards) {
    return Kept.inMemory(spark.parallelize(shards, shards.size()), "shards");
  }

  private static TrainingOutcome onSpark(
      SparkSession session, List<Shard> shards, TrainingPlan plan) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    return train(new SparkWorkers(kept(spark, shards), plan), plan);
  }

  @Test
  void sparkDoesNotMatterAndNeitherDoWorkers() {
    for (int count : new int[] {1, 3}) {
      List<Shard> shards = shards(count);
      TrainingOutcome local = train(new LocalWorkers(shards, PLAN), PLAN);
      for (String master : new String[] {"local[1]", "local[2]"}) {
        try (SparkSession session = session(master)) {
          TrainingOutcome distributed = onSpark(session, shards, PLAN);
          assertThat(distributed).as("%d shards on %s", count, master).isEqualTo(local);
          assertThat(distributed.best().hash()).isEqualTo(local.best().hash());
        }
      }
    }
  }

  /** From within an epoch, and from between two, of a stack and of a graph. */
  @Test
  void aTrainingGoesOnFromAnyRoundAsIfItHadNeverStopped() {
    List<Shard> shards = shards(3);
    try (SparkSession session = session("local[2]")) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      for (TrainingPlan plan : List.of(PLAN, graph())) {
        Workers workers = new SparkWorkers(kept(spark, shards), plan);
        List<TrainingProgress> reached = new ArrayList<>();
        TrainingOutcome whole =
            new TrainingLoop(SETTINGS, workers, new Silence(), reached::add)
                .run(ModelState.of(plan.newNetwork()));
        assertThat(reached).extracting(one -> one.current().rounds()).contains(0, 1, 2);
        for (TrainingProgress from : reached) {
          assertThat(new TrainingLoop(SETTINGS, workers, new Silence()).run(from))
              .as("from round %d of epoch %d", from.current().rounds(), from.epochs().size() + 1)
              .isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void oneShardIsOneMachineWhateverTheLayers() {
    List<TrainingPlan> plans =
        List.of(
            plan(
                "type = gru, units = 3, output = sequence, recurrent-dropout = 0.3, dropout = 0.1",
                "type = lstm, units = 2, direction = both, l2 = 0.01",
                "type = dropout, rate = 0.4"),
            plan(
                "type = conv1d, filters = 3, size = 2, padding = causal, activation = relu",
                "type = layer-norm",
                "type = max-pool, size = 2",
                "type = global-average"),
            plan(
                "type = reshape, steps = 2",
                "type = simple-rnn, units = 3, direction = backward",
                "type = activation, function = elu",
                "type = repeat, times = 1",
                "type = gru, units = 2, output = sequence"));
    List<Shard> shards = shards(1);
    try (SparkSession session = session("local[2]")) {
      for (TrainingPlan plan : plans) {
        TrainingOutcome local = train(new LocalWorkers(shards, plan), plan);
        TrainingOutcome distributed = onSpark(session, shards, plan);
        assertThat(distributed).as("plan %d", plans.indexOf(plan)).isEqualTo(local);
        assertThat(distributed.best().hash()).isEqualTo(local.best().hash());
      }
    }
  }

  @Test
  void aGraphTrainsOnSparkAsOnOneMachine() {
    TrainingPlan plan = graph();
    try (SparkSession session = session("local[2]")) {
      for (int count : new int[] {1, 3}) {
        List<Shard> shards = shards(count);
        TrainingOutcome local = train(new LocalWorkers(shards, plan), plan);
        TrainingOutcome distributed = onSpark(session, shards, plan);
        assertThat(distributed).as("%d shards", count).isEqualTo(local);
        assertThat(distributed.best().hash()).isEqualTo(local.best().hash());
      }
    }
  }

  /** Two inputs of other lengths and samplings, two heads at other leads. */
  private static TrainingPlan graph() {
    WindowShape shape =
        new WindowShape(
            List.of(Rows.back(4, 1, List.of()), Rows.back(2, 2, List.of())),
            1,
            List.of(Rows.ahead(2, 1, 1, List.of()), Rows.ahead(1, 1, 2, List.of())));
    Objective objective = Objective.ofValues(SETTINGS.loss(), 1);
    Objectives objectives =
        new Objectives(
            List.of(
                new HeadObjective("late", 1, objective),
                new HeadObjective("both", 0.5, objective)));
    Architecture architecture =
        Architecture.of(
            ModelSettingsExamples.graph(
                "inputs = [{ name = long }, { name = short }]",
                "graph = [{ name = a, from = long, type = lstm, units = 3 },"
                    + " { name = b, from = short, type = gru, units = 3, dropout = 0.2 },"
                    + " { name = sum, from = [a, b], type = add }]"),
            List.of(
                new ModelInput("long", "long", new LayerShape.Sequence(4, 1)),
                new ModelInput("short", "short", new LayerShape.Sequence(2, 1))),
            List.of(
                new ModelOutput("late", "late", "sum", new OutputShape(1, 1)),
                new ModelOutput("both", "both", "a", new OutputShape(2, 1))));
    return TrainingPlan.of(
        Networks.json(architecture, SETTINGS, objectives),
        SETTINGS,
        new Compute(TrainingSettings.Engine.VECTOR, 1),
        shape,
        1,
        TargetScalerExamples.values(new Scaler.Column(5, 2)),
        objectives);
  }

  @Test
  void eachRoundIsOneJobAndTellsWhatItDoes() {
    List<String> jobs = Collections.synchronizedList(new ArrayList<>());
    List<String> stages = Collections.synchronizedList(new ArrayList<>());
    try (SparkSession session = session("local[2]")) {
      session
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onJobStart(SparkListenerJobStart start) {
                  jobs.add(start.properties().getProperty("spark.job.description"));
                  start.stageInfos().foreach(stage -> stages.add(stage.name()));
                }
              });
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      Workers workers = new SparkWorkers(kept(spark, shards(3)), PLAN);
      ModelState state = OneEpoch.of(workers, ModelState.of(PLAN.newNetwork())).state();
      workers.validate(state);
      assertThat(state.epoch()).isEqualTo(1);
    }
    assertThat(jobs)
        .containsExactly(
            "count the windows of 3 shards",
            "epoch 1, round 1 of 3: train 3 shards",
            "epoch 1, round 2 of 3: train 3 shards",
            "epoch 1, round 3 of 3: train 3 shards",
            "epoch 1: validate 3 shards");
    assertThat(stages).isEqualTo(jobs);
  }

  @Test
  void theMasterSaysWhatToUseInsteadOfDataSets() {
    try (SparkSession session = session("local[1]")) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
      RoundMeans means =
          new RoundMeans(spark, new AveragingPlace(1, 1, AveragingPlace.Where.DRIVER));
      ShardJobs jobs = new ShardJobs(spark, kept(spark, shards(1)), spark.broadcast(PLAN), means);
      EpochRounds rounds = new EpochRounds(PLAN, jobs.sizes());
      EpochProgress begin = EpochProgress.begin(ModelState.of(PLAN.newNetwork()));
      ShardAveragingMaster master =
          new ShardAveragingMaster(jobs, rounds, begin, new Silence(), at -> {});
      SparkDl4jMultiLayer network =
          new SparkDl4jMultiLayer(spark, ((StackNetwork) PLAN.newNetwork()).network(), master);
      assertThatThrownBy(() -> network.fit(spark.emptyRDD()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("fitPaths");
      assertThatThrownBy(() -> network.setCollectTrainingStats(true))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("TrainingListener");
    }
  }
}
