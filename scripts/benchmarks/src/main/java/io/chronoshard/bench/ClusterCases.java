package io.chronoshard.bench;

import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.placement.Kept;
import io.chronoshard.jobs.spark.training.SparkWorkers;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.Shard;
import io.chronoshard.train.TrainingPlan;
import io.chronoshard.train.Unheard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Trains on one cluster of this machine after the other, and measures the rounds. */
public final class ClusterCases {

  private static final String LSTM_16 = "{ type = lstm, units = 16 }";
  private static final String GRU_32 =
      "{ type = gru, units = 32, output = sequence }, { type = gru, units = 32 }";
  private static final String LSTM_128 =
      "{ type = lstm, units = 128, output = sequence }, { type = lstm, units = 128 }";
  private static final String LSTM_640 =
      "{ type = lstm, units = 640, output = sequence }, { type = lstm, units = 640 }";
  private static final String GRU_50 = "{ type = gru, units = 50 }";

  private static final List<String> CLUSTERS = List.of("local[2]", "local-cluster[2,1,4096]");
  private static final String ONE_EXECUTOR = "local-cluster[1,1,4096]";

  /** Rounds of next to no arithmetic, and how many of them are timed together. */
  private static final List<ClusterTraining> IDLE =
      List.of(
          idle(LSTM_16, 2, 10),
          idle(GRU_32, 2, 10),
          idle(GRU_32, 8, 10),
          idle(GRU_32, 32, 10),
          idle(LSTM_128, 8, 4),
          idle(LSTM_640, 2, 2),
          idle(LSTM_640, 8, 2));

  private static final ClusterTraining W1 = new ClusterTraining(LSTM_16, 120, 14, 256, 64, 6, 2);
  private static final ClusterTraining W3 = new ClusterTraining(GRU_32, 120, 14, 256, 16, 6, 2);
  private static final ClusterTraining LONG = new ClusterTraining(GRU_50, 801, 19, 128, 8, 2, 2);

  private final Table idle =
      new Table(
          2,
          List.of(
              "cluster", "network", "shards", "parameters", "round ms", "bare job ms", "times"));

  private final Table trained =
      new Table(
          2,
          List.of(
              "cluster", "network", "period", "epoch s", "kernels s", "times", "least", "most"));

  private final Table speed =
      new Table(
          2,
          List.of(
              "cluster", "network", "shards", "windows/s", "steps/s a core", "of one executor"));

  private final int turns;
  private double oneExecutor;

  private ClusterCases(int turns) {
    this.turns = turns;
  }

  /**
   * Measures, and prints tables.
   *
   * @param arguments {@code --markdown} for tables in Markdown, {@code --turns=5} how often each
   *     side has its turn
   */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    List<String> given = List.of(arguments);
    int turns =
        given.stream()
            .filter(argument -> argument.startsWith("--turns="))
            .mapToInt(argument -> Integer.parseInt(argument.substring("--turns=".length())))
            .findFirst()
            .orElse(5);
    ClusterCases cases = new ClusterCases(turns);
    cases.measure();
    System.out.println(cases.description());
    for (Table table : List.of(cases.idle, cases.trained, cases.speed)) {
      System.out.println();
      System.out.print(given.contains("--markdown") ? table.markdown() : table.text());
    }
  }

  private static ClusterTraining idle(String layers, int shards, int rounds) {
    return new ClusterTraining(layers, 1, 14, 1, 1, rounds, shards);
  }

  private void measure() throws InterruptedException, ExecutionException {
    try (SparkSession session = session(ONE_EXECUTOR)) {
      oneExecutor = windowsASecond(ONE_EXECUTOR, context(session), W3, 1);
    }
    for (String cluster : CLUSTERS) {
      try (SparkSession session = session(cluster)) {
        JavaSparkContext spark = context(session);
        for (ClusterTraining training : IDLE) {
          measureIdle(cluster, spark, training);
        }
        measureTrained(cluster, spark, W1, "lstm-16");
        measureTrained(cluster, spark, W3, "gru-32-32");
        windowsASecond(cluster, spark, W3, 2);
        windowsASecond(cluster, spark, LONG, 2);
      }
    }
  }

  private static SparkSession session(String cluster) {
    String classPath = System.getProperty("java.class.path");
    return Sessions.open(
        "bench cluster",
        new SparkConf()
            .setMaster(cluster)
            .set("spark.executor.memory", "3g")
            .set("spark.locality.wait", "0s")
            .set("spark.locality.wait.process", "1s")
            .set(
                "spark.executor.extraJavaOptions",
                "-XX:+UseParallelGC -Dorg.bytedeco.javacpp.maxphysicalbytes=0")
            .set("spark.executor.extraClassPath", classPath));
  }

  private static JavaSparkContext context(SparkSession session) {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  private void measureIdle(String cluster, JavaSparkContext spark, ClusterTraining training) {
    TrainingPlan plan = training.plan();
    ModelState state = ModelState.of(plan.newNetwork());
    try (Kept<Shard> kept = training.kept(spark)) {
      SparkWorkers workers = training.workers(kept);
      double[] rounds = new double[turns];
      double[] jobs = new double[turns];
      double[] times = new double[turns];
      for (int turn = -2; turn < turns; turn++) {
        double round = seconds(() -> train(workers, state)) / training.rounds();
        double job =
            seconds(() -> BareJob.run(spark, state, training.shards(), training.rounds()))
                / training.rounds();
        if (turn >= 0) {
          rounds[turn] = 1e3 * round;
          jobs[turn] = 1e3 * job;
          times[turn] = round / job;
        }
      }
      idle.add(
          List.of(
              cluster,
              name(training),
              Integer.toString(training.shards()),
              String.format(Locale.ROOT, "%,d", state.parameters().length),
              String.format(Locale.ROOT, "%.1f", Spread.of(rounds).median()),
              String.format(Locale.ROOT, "%.1f", Spread.of(jobs).median()),
              String.format(Locale.ROOT, "%.2f", Spread.of(times).median())));
    }
  }

  private void measureTrained(
      String cluster, JavaSparkContext spark, ClusterTraining training, String network)
      throws InterruptedException, ExecutionException {
    TrainingPlan plan = training.plan();
    ModelState state = ModelState.of(plan.newNetwork());
    int minibatches = training.period() * training.rounds();
    try (Kept<Shard> kept = training.kept(spark);
        BareKernels kernels = BareKernels.open(network, training.shards())) {
      SparkWorkers workers = training.workers(kept);
      double[] epochs = new double[turns];
      double[] bare = new double[turns];
      double[] times = new double[turns];
      for (int turn = -1; turn < turns; turn++) {
        double epoch = seconds(() -> train(workers, state));
        double busiest = kernels.busiest(minibatches);
        if (turn >= 0) {
          epochs[turn] = epoch;
          bare[turn] = busiest;
          times[turn] = epoch / busiest;
        }
      }
      Spread ratio = Spread.of(times);
      trained.add(
          List.of(
              cluster,
              name(training),
              Integer.toString(training.period()),
              String.format(Locale.ROOT, "%.2f", Spread.of(epochs).median()),
              String.format(Locale.ROOT, "%.2f", Spread.of(bare).median()),
              String.format(Locale.ROOT, "%.2f", ratio.median()),
              String.format(Locale.ROOT, "%.2f", ratio.least()),
              String.format(Locale.ROOT, "%.2f", ratio.most())));
    }
  }

  private double windowsASecond(
      String cluster, JavaSparkContext spark, ClusterTraining training, int cores) {
    ModelState state = ModelState.of(training.plan().newNetwork());
    try (Kept<Shard> kept = training.kept(spark)) {
      SparkWorkers workers = training.workers(kept);
      train(workers, state);
      double[] rates = new double[turns];
      for (int turn = 0; turn < turns; turn++) {
        rates[turn] = training.windows() / seconds(() -> train(workers, state));
      }
      double rate = Spread.of(rates).median();
      boolean isCompared = oneExecutor > 0 && training.equals(W3);
      speed.add(
          List.of(
              cluster,
              name(training),
              Integer.toString(training.shards()),
              String.format(Locale.ROOT, "%,.0f", rate),
              String.format(Locale.ROOT, "%,.0f", rate * training.length() / cores),
              isCompared ? String.format(Locale.ROOT, "%.2f", rate / oneExecutor) : ""));
      return rate;
    }
  }

  private static void train(SparkWorkers workers, ModelState state) {
    workers.train(EpochProgress.begin(state), new Unheard(), reached -> {});
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static String name(ClusterTraining training) {
    return switch (training.layers()) {
      case LSTM_16 -> "LSTM(16)";
      case GRU_32 -> "GRU(32), GRU(32)";
      case LSTM_128 -> "LSTM(128), LSTM(128)";
      case LSTM_640 -> "LSTM(640), LSTM(640)";
      default -> "GRU(50)";
    };
  }

  private String description() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Rounds of next to no arithmetic (a minibatch of one window of one step) beside a bare Spark job that");
    lines.add(
        "broadcasts the same state and collects as many; epochs of "
            + W3.rounds()
            + " rounds beside the minibatches of the busiest");
    lines.add(
        "task slot through the bare layers, as many threads at once as there are slots; windows of 120 × 14, minibatches of");
    lines.add(
        "256, for GRU(50) of 801 × 19 and 128. Rounds are trained without a run's events, checkpoints and watch. Medians of "
            + turns
            + " turns; both sides take turns. Load of the machine at the");
    lines.add(String.format(Locale.ROOT, "end %.1f. %s.", Machine.load(), Machine.description()));
    return String.join("\n", lines);
  }
}
