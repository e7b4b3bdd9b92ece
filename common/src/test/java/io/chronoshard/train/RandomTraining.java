package io.chronoshard.train;

import io.chronoshard.config.TrainingSettings;
import io.chronoshard.config.TrainingSettingsExamples;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * A small training drawn at random: optimizer, schedule, averaging, what ends it and what is kept
 * of it.
 *
 * @param settings of the training
 * @param plan of it
 * @param shards that it trains on
 */
public record RandomTraining(TrainingSettings settings, TrainingPlan plan, List<Shard> shards) {

  private static final MadeUpShards TINY = MadeUpShards.TINY;

  private static final List<String> OPTIMIZERS =
      List.of(
          "type = adam, learning-rate = 0.05",
          "type = sgd, learning-rate = 0.3, momentum = 0.5",
          "type = rmsprop, learning-rate = 0.02",
          "type = sgd, learning-rate = 0.4");

  private static final List<String> SCHEDULES =
      List.of(
          "type = constant, warm-up = 1",
          "type = plateau, patience = 1, min-delta = 100, factor = 0.5",
          "type = cosine",
          "type = exponential, factor = 0.7, epochs = 2",
          "type = step, factor = 0.5, epochs = 1");

  private static final List<String> AVERAGINGS =
      List.of(
          "averaging = mean",
          "averaging = nesterov",
          "averaging = nesterov, outer { learning-rate = 0.4, momentum = 0.5 }");

  private static final List<String> ENDS =
      List.of(
          "patience = 0",
          "patience = 2",
          "patience = 1, min-delta = 100",
          "patience = 2, restore-best = false");

  /** The training of a seed. */
  public static RandomTraining of(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    boolean isValidated = random.nextInt(4) > 0;
    int shardCount = 1 + random.nextInt(3);
    TrainingSettings settings =
        TrainingSettingsExamples.with(
            "loss = mse, batch = 8, seed = " + seed,
            "epochs = " + (3 + random.nextInt(2)),
            "shards = " + shardCount,
            "period = " + (1 + random.nextInt(2)),
            "validate = " + isValidated,
            "average-last = " + (random.nextInt(3) == 0 ? 2 : 0),
            "optimizer { " + drawn(OPTIMIZERS, random) + " }",
            "schedule { "
                + (isValidated ? SCHEDULES.get(seed % SCHEDULES.size()) : SCHEDULES.get(0))
                + " }",
            AVERAGINGS.get(seed % AVERAGINGS.size()),
            "period-growth { " + growth(seed, isValidated) + " }",
            "early-stopping { "
                + (isValidated ? "monitor = loss, " + ENDS.get(seed % ENDS.size()) : ENDS.get(0))
                + " }");
    TrainingPlan plan =
        TINY.plan(
            settings,
            "type = gru, units = 3, output = sequence, recurrent-dropout = 0.2",
            "type = lstm, units = 2",
            "type = dropout, rate = 0.3");
    return new RandomTraining(
        settings, plan, TINY.deal(seed, shardCount, 20 + random.nextInt(30), 24));
  }

  /** A period that follows the learning rate, where it falls, and one that follows the epoch. */
  private static String growth(int seed, boolean isValidated) {
    return switch (seed % 4) {
      case 0 -> "type = fixed";
      case 1 -> "type = step, factor = 1.7, epochs = 1, most = 4";
      default ->
          isValidated && seed % SCHEDULES.size() > 0
              ? "type = quadratic, most = 6"
              : "type = step, epochs = 2, most = 2";
    };
  }

  private static String drawn(List<String> of, MersenneTwister random) {
    return of.get(random.nextInt(of.size()));
  }

  /** A state with initial weights. */
  public ModelState initial() {
    return ModelState.of(plan.newNetwork());
  }

  /** What trains it in this process, with workers of its own. */
  public TrainingLoop loop(ProgressKeeper keeper) {
    return new TrainingLoop(settings, new LocalWorkers(shards, plan), new Silence(), keeper);
  }
}
