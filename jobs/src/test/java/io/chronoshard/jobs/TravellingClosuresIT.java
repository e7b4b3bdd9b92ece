package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.training.RoundMeans;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.WriteJobDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The law: what tasks work on is broadcast, shuffled or kept on executors, and no closure carries
 * it. So tasks are small, and as small for a long history as for a short one.
 */
class TravellingClosuresIT {

  private static final String CONFIG =
      """
      simulate {
        output = "%1$s/raw"
        steps = STEPS
        series = 2
        channels = 2
        events { share = 0.03, longest = 48 }
      }
      history {
        input = ["%1$s/raw/*.csv"]
        series.column = series
        labels { input = "%1$s/raw/_events.csv", series = series, channel = event }
        table = "%1$s/history"
      }
      grid.block-steps = 64
      features.scale-by = series
      window { length = 4, targets = ["T (degC)"] }
      model.layers = [{ type = flatten }, { type = dense, units = 2 }]
      training { epochs = 1, batch = 64, shards = 3, optimizer.type = sgd }
      evaluation { baselines = [last-value, climatology, autoregression, ridge] }
      registry { path = "%1$s/registry", model = weather }
      scores.output = "%1$s/scores"
      """;

  private static final List<String> ALARMS =
      List.of("training.anomaly.budget = 0.01", "evaluation.label = event");

  /** A network for each series, of half a megabyte each, so that executors average. */
  private static final List<String> MANY =
      List.of(
          "model { layers = [{ type = flatten }, { type = dense, units = 14000 }], per-series = true }",
          "registry.model = many",
          "run.checkpoint { rounds = 1, interval = 0 seconds }");

  /** Spark's own name of a stage: an operation at a line of a file. */
  private static final Pattern LINE = Pattern.compile("\\.(java|scala):\\d+");

  private static final long MOST_BYTES = 64 << 10;

  /** Numbers of partitions and blocks have more digits in a longer history. */
  private static final long DIGITS = 64;

  /** Settings of all file systems, which Spark itself sends with what writes tables. */
  private static final long FILE_SYSTEMS = 256 << 10;

  /**
   * Objects of ours that travel with closures: where to send, what to count, how to write a row.
   */
  private static final Set<String> OURS =
      Set.of(
          "io.chronoshard.jobs.ingest.RangePartitioner",
          "io.chronoshard.jobs.score.ScoreRow",
          "io.chronoshard.jobs.spark.BlockPartitioner",
          "io.chronoshard.jobs.spark.PartitionValues",
          "io.chronoshard.jobs.spark.SparkRuns$Neighbours",
          "io.chronoshard.jobs.spark.placement.PlacedRdd",
          "io.chronoshard.jobs.spark.training.SparkSeriesTraining$Results");

  private static final List<String> OTHERS =
      List.of("java.", "scala.", "org.apache.spark.", "org.sparkproject.", "breeze.linalg.");

  @TempDir private Path folder;

  @Test
  void closuresCarryTheSameWhateverTheHistorysLength() throws IOException {
    SortedMap<String, Long> few = heard("short", 800);
    SortedMap<String, Long> many = heard("long", 6400);
    assertThat(many).hasSizeGreaterThan(12).containsOnlyKeys(few.keySet());
    for (Map.Entry<String, Long> job : few.entrySet()) {
      assertThat(many.get(job.getKey()))
          .as("bytes of a task that does \"%s\"", job.getKey())
          .isLessThanOrEqualTo(job.getValue() + DIGITS);
    }
  }

  private SortedMap<String, Long> heard(String name, int steps) throws IOException {
    RunMain main =
        new RunMain(
                Files.createDirectory(folder.resolve(name)),
                CONFIG.replace("STEPS", String.valueOf(steps)))
            .on("local[2]");
    try (TaskObjects objects = TaskObjects.hear();
        StageNames stages = StageNames.hear()) {
      main.require("simulate");
      main.require("ingest");
      main.require("plan", ALARMS.toArray(String[]::new));
      main.require("train", ALARMS.toArray(String[]::new));
      main.require("evaluate", ALARMS.toArray(String[]::new));
      main.require("score");
      System.setProperty("spark.driver.maxResultSize", "2m");
      try {
        main.require("train", MANY.toArray(String[]::new));
      } finally {
        System.clearProperty("spark.driver.maxResultSize");
      }
      assertThat(main.err()).contains("training a network for each of 2 series");
      assertThat(objects.jobs()).as("executors average").containsKey(RoundMeans.class);
      assertThat(unknown(objects)).isEmpty();
      assertThat(stages.names())
          .as("what Spark's page calls stages")
          .contains("plan: train made-up windows", "read the table and deal its blocks")
          .noneMatch(stage -> LINE.matcher(stage).find());
      Set<String> writing = objects.jobs().getOrDefault(WriteJobDescription.class, Set.of());
      assertThat(objects.bytes())
          .allSatisfy(
              (job, bytes) ->
                  assertThat(bytes)
                      .as("bytes of a task that does \"%s\"", job)
                      .isLessThan(MOST_BYTES + (writing.contains(job) ? FILE_SYSTEMS : 0)));
      return new TreeMap<>(objects.bytes());
    }
  }

  /** Classes that nobody allows, and what the jobs do that read them. */
  private static Map<String, Set<String>> unknown(TaskObjects objects) {
    return objects.jobs().entrySet().stream()
        .filter(entry -> !isKnown(entry.getKey()))
        .collect(Collectors.toMap(entry -> entry.getKey().getName(), Map.Entry::getValue));
  }

  /**
   * A lambda is hidden; what it captures is read besides. It names the class that it stands in,
   * which does not travel where objects of it cannot.
   */
  private static boolean isKnown(Class<?> type) {
    return type.isPrimitive()
        || type.isHidden()
        || Enum.class.isAssignableFrom(type)
        || OTHERS.stream().anyMatch(type.getName()::startsWith)
        || OURS.contains(type.getName())
        || !Serializable.class.isAssignableFrom(type);
  }

  private record Forgotten(List<Double> values) implements Serializable {}

  @Test
  void anObjectOfTheDriverIsFoundInAClosure() {
    Forgotten forgotten = new Forgotten(new ArrayList<>(Collections.nCopies(10_000, 0.5)));
    try (SparkSession session = Sessions.open("test", new SparkConf().setMaster("local[1]"));
        TaskObjects objects = TaskObjects.hear()) {
      session.sparkContext().setJobDescription("add 7");
      long sum =
          JavaSparkContext.fromSparkContext(session.sparkContext())
              .parallelize(List.of(1, 2), 2)
              .map(one -> one + forgotten.values().size())
              .reduce(Integer::sum);
      assertThat(sum).isEqualTo(20_003);
      assertThat(unknown(objects)).isEqualTo(Map.of(Forgotten.class.getName(), Set.of("add #")));
      assertThat(objects.bytes().get("add #")).isGreaterThan(MOST_BYTES);
    }
  }
}
