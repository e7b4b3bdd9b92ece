package io.chronoshard.jobs.plan;

import io.chronoshard.jobs.cli.Plural;
import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.train.plan.ByteText;
import io.chronoshard.train.plan.Calibration;
import io.chronoshard.train.plan.Cluster;
import io.chronoshard.train.plan.ExecutorTime;
import io.chronoshard.train.plan.ExecutorTimes;
import io.chronoshard.train.plan.MemoryPlan;
import io.chronoshard.train.plan.PlannedShard;
import io.chronoshard.train.plan.Prediction;
import io.chronoshard.train.plan.SecondsText;
import io.chronoshard.train.plan.Shortage;
import io.chronoshard.train.plan.Speed;
import java.util.List;
import java.util.Locale;

/** A prediction for the operator to read. */
record PlanText(Prediction prediction) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("plan of ").append(prediction.run()).append("\n\n");
    text.append(what()).append("\n\n").append(memory()).append("\n\n");
    prediction.times().ifPresent(times -> text.append(times(times)).append("\n\n"));
    text.append(shortages());
    prediction.notes().forEach(note -> text.append("\nnot known: ").append(note));
    return text.toString();
  }

  private TextTable what() {
    Prediction.Read read = prediction.history();
    Prediction.Shards shards = prediction.shards();
    Prediction.Rounds rounds = prediction.rounds();
    Prediction.Travel travel = prediction.travel();
    TextTable table = new TextTable("what", "how much");
    prediction.start().ifPresent(start -> row(table, "begins from", "%s", start));
    row(
        table,
        "history",
        "%,d rows, %s of %,d steps, %s read as %s",
        read.rows(),
        series(read.series()),
        read.steps(),
        Plural.of(read.channels(), "channel"),
        Plural.of(read.inputs(), "input"));
    row(
        table,
        "windows",
        "%,d of the training part, %,d of the validation part, %,d of the test part",
        prediction.windows().training(),
        prediction.windows().validation(),
        prediction.windows().test());
    row(
        table,
        "shards",
        "%s of %s of %,d steps",
        Plural.of(shards.count(), "shard"),
        Plural.of(shards.blocks(), "block"),
        shards.blockSteps());
    row(table, "smallest shard", "%s", shard(shards.smallest()));
    row(table, "largest shard", "%s", shard(shards.largest()));
    row(
        table,
        "rounds",
        "%s; %,d in all of %s of %s",
        ofEpochs(rounds),
        rounds.all(),
        Plural.of(rounds.epochs(), "epoch"),
        Plural.of(rounds.networks(), "network"));
    row(
        table,
        "a round sends",
        "%s to executors and %s back: %,d parameters and %,d numbers of the updater",
        ByteText.of(travel.sentBytes()),
        ByteText.of(travel.returnedBytes()),
        travel.state().parameters(),
        travel.state().updater());
    row(table, "arithmetic", "%s", prediction.engine());
    return table;
  }

  /** The plural of series is the same word. */
  private static String series(int count) {
    return String.format(Locale.ROOT, "%,d series", count);
  }

  private static String ofEpochs(Prediction.Rounds rounds) {
    return rounds.ofEpochs().size() == 1
        ? String.format(Locale.ROOT, "%,d an epoch", rounds.of(1))
        : String.format(
            Locale.ROOT,
            "%,d in the first epoch, %,d in the last",
            rounds.of(1),
            rounds.of(rounds.epochs()));
  }

  private static String shard(PlannedShard shard) {
    return String.format(
        Locale.ROOT,
        "%s, %,d + %,d windows, %s",
        Plural.of(shard.blocks(), "block"),
        shard.training(),
        shard.validation(),
        ByteText.of(shard.heldBytes()));
  }

  private TextTable memory() {
    MemoryPlan memory = prediction.memory();
    Cluster cluster = prediction.cluster();
    TextTable table = new TextTable("memory", " takes", " has", "of what");
    table.row(
        "blocks of an executor",
        ByteText.of(memory.blocksOfExecutor()),
        ByteText.of(cluster.forBlocks()),
        Plural.of(memory.shardsOfExecutor(), "shard")
            + ", windows included; what does not fit lies on its disk");
    table.row(
        "its tasks, at most",
        ByteText.of(memory.tasksOfExecutorHeap()),
        ByteText.of(cluster.usable()),
        Plural.of(memory.tasksOfExecutor(), "task")
            + ": minibatch, parameters, gradients, updater, activations; beside blocks");
    table.row(
        "outside its heap, at most",
        ByteText.of(memory.tasksOfExecutorOutside()),
        cluster.executorOutside() == 0 ? "" : ByteText.of(cluster.executorOutside()),
        "the same as ND4J has it");
    table.row(
        "what a round begins with",
        ByteText.of(memory.stateOfExecutor()),
        ByteText.of(cluster.usable()),
        "as it is sent, and as it is read");
    table.row(
        "dealing",
        ByteText.of(memory.dealt()),
        "",
        "once, over all executors' disks, before it is compressed; "
            + ByteText.of(memory.largestDealt())
            + " of the largest shard");
    table.row(
        "results of a round",
        ByteText.of(memory.resultsOfRound()),
        cluster.mostResult() == 0 ? "" : ByteText.of(cluster.mostResult()),
        "what comes to the driver; spark.driver.maxResultSize");
    table.row(
        "driver",
        ByteText.of(memory.driver()),
        ByteText.of(cluster.driverHeap()),
        "results and its own states");
    return table;
  }

  private String times(ExecutorTimes times) {
    TextTable table =
        new TextTable(" executors", " cores", " epoch", " run", " windows/s", " rounds' own");
    for (ExecutorTime row : times.rows()) {
      table.row(
          String.format(Locale.ROOT, "%,d", row.executors()),
          String.format(Locale.ROOT, "%,d", row.cores()),
          SecondsText.of(row.epochSeconds()),
          SecondsText.of(row.runSeconds()),
          String.format(Locale.ROOT, "%,.0f", row.windowsPerSecond()),
          String.format(Locale.ROOT, "%.1f %%", 100 * row.roundShare()));
    }
    String measured = prediction.calibration().map(PlanText::measured).orElse("");
    return String.format(
        Locale.ROOT,
        "%s%n%nmore than %s (%s) do not help: %s%n%s",
        table,
        Plural.of(times.enough(), "executor"),
        Plural.of((long) times.enough() * prediction.cluster().cores(), "core"),
        times.reason(),
        measured);
  }

  private static String measured(Calibration calibration) {
    StringBuilder text = new StringBuilder("measured here:");
    for (Speed speed : calibration.speeds()) {
      text.append(
          String.format(
              Locale.ROOT,
              " a minibatch %s%s with %s at work;",
              SecondsText.of(speed.minibatchSeconds()),
              speed.threads() == 1 ? "" : " on " + speed.threads() + " threads",
              Plural.of(speed.beside(), "task")));
    }
    return text.append(" a round without training ")
        .append(SecondsText.of(calibration.roundSeconds()))
        .toString();
  }

  private String shortages() {
    List<Shortage> all = prediction.shortages();
    if (all.isEmpty()) {
      return "all fits";
    }
    StringBuilder text = new StringBuilder();
    for (Shortage shortage : all) {
      text.append(text.length() == 0 ? "" : "\n")
          .append(
              switch (shortage.kind()) {
                case DOES_NOT_FIT -> "does not fit: ";
                case IS_TIGHT -> "is tight: ";
              })
          .append(shortage.text());
    }
    return text.toString();
  }

  private static void row(TextTable table, String what, String format, Object... values) {
    table.row(what, String.format(Locale.ROOT, format, values));
  }
}
