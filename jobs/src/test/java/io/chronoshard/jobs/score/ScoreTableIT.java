package io.chronoshard.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.score.Score;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts of many series, of which each task has some, over some days. */
class ScoreTableIT {

  private static final long HOUR = 3_600_000;
  private static final int SERIES = 40;
  private static final int DAYS = 6;

  @Test
  void aDatesForecastsAreInOneFileInOrder(@TempDir Path folder) throws IOException {
    List<Score> scores = scores();
    List<Row> written;
    try (SparkSession spark =
        Sessions.open(
            "scores", new SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false"))) {
      JavaRDD<Score> dealt =
          JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(scores, SERIES);
      table().write(spark, dealt, folder.toString());
      written = Sessions.forTables(spark).read().parquet(folder.toString()).collectAsList();
    }
    assertThat(files(folder)).hasSize(DAYS).allSatisfy((date, files) -> assertThat(files).isOne());
    assertThat(written).hasSameSizeAs(scores);
    Map<String, List<String>> byDate =
        written.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs("date").toString(),
                    Collectors.mapping(ScoreTableIT::key, Collectors.toList())));
    assertThat(byDate.values())
        .allSatisfy(
            keys -> assertThat(keys).hasSize(24 * SERIES).doesNotHaveDuplicates().isSorted());
  }

  private static List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    for (int series = 0; series < SERIES; series++) {
      for (int hour = 0; hour < 24 * DAYS; hour++) {
        scores.add(
            new Score(
                String.valueOf((char) ('A' + series)),
                hour,
                hour + 1L,
                "load",
                hour,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
      }
    }
    return scores;
  }

  private static ScoreTable table() {
    return new ScoreTable(
        new TimeAxis(TimeAxis.Kind.CLOCK, HOUR),
        1,
        new ForecastLayout(
            new WindowTargets(new WindowShape(2, 1, 1, 1, 1, 1), 1), List.of(new ValueForm())),
        List.of("load"),
        ScoreTable.Checks.NONE);
  }

  private static String key(Row row) {
    return row.getAs("series") + " " + row.getAs("origin");
  }

  private static Map<String, Long> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .collect(
              Collectors.groupingBy(
                  file -> file.getParent().getFileName().toString(), Collectors.counting()));
    }
  }
}
