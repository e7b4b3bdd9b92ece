package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.spark.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs of every kind, from the command line to scores. */
class FeaturesIT {

  private static final String CONFIG =
      """
      history.table = "%1$s/history"
      registry { path = "%1$s/registry", model = weather }
      scores.output = "%1$s/scores"
      features {
        calendar = [hour-of-day], harmonics = 3, calendar-zone = Europe/Berlin
        holidays { input = "%1$s/holidays.csv", column = day, pattern = "dd.MM.yyyy" }
        derived = [
          { type = lag, channel = c0, steps = 1 hour }
          { type = difference, channel = c1, steps = 6 }
          { type = rolling-mean, channel = c0, steps = 6 }
          { type = rolling-deviation, channel = c0, steps = 1 hour }
          { type = rolling-minimum, channel = c1, steps = 6 }
          { type = rolling-maximum, channel = c1, steps = 6 }
          { type = components, channel = c0, speed = c1 }
          { type = logarithm, channel = c0, offset = 1000 }
          { type = clip, channel = c0, maximum = 10 }
          { type = known, channel = c0 }
          { type = expression, name = spread, of = "[c0] - [c1]" }
        ]
      }
      window { length = 6, stride = 6, lead = 6, targets = [c0] }
      model.layers = [{ type = lstm, units = 4 }]
      training { epochs = 1, batch = 32 }
      """;

  @TempDir private Path folder;

  @Test
  void aVersionScoresWithTheHolidaysThatItWasTrainedWith() throws IOException {
    WrittenHistory.weather(1, 2, 2000, 0.001, 512).write(folder.resolve("history"), 2);
    Path holidays = Files.writeString(folder.resolve("holidays.csv"), holidays("05.01.2020"));
    RunMain main = new RunMain(folder, CONFIG).on("local[2]");

    main.require("train");
    main.require("evaluate");
    main.require("score");
    List<Row> expected = scores("scores");

    Files.move(holidays, folder.resolve("renamed.csv"));
    String renamed = "features.holidays.input=" + folder.resolve("renamed.csv");
    main.require("score", "scores.output=" + folder.resolve("again"));
    assertThat(scores("again")).isEqualTo(expected);
    main.require("train", renamed);
    assertThat(main.out()).as("the same days, from another file").contains("is done since");

    Files.writeString(folder.resolve("renamed.csv"), holidays("06.01.2020"));
    main.require("train", renamed);
    assertThat(main.out()).as("another day").contains("v000002");
    Files.delete(folder.resolve("renamed.csv"));
    assertThat(main.run("train", renamed)).isEqualTo(3);
    assertThat(main.err()).contains("renamed.csv");
  }

  private static String holidays(String day) {
    return "name,day\nNew Year,01.01.2020\nsome day," + day + "\n";
  }

  @Test
  void anInputThatReachesFurtherThanTheHistoryIsRefusedBeforeSparkStarts() throws IOException {
    WrittenHistory.describe(
        folder.resolve("history"),
        new History(
            TimeAxis.clock(600_000),
            128,
            List.of("c0", "c1"),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("a", 0, 900), new SeriesExtent("b", 100, 1000)),
            "f"));
    Files.writeString(folder.resolve("holidays.csv"), holidays("05.01.2020"));
    RunMain main = new RunMain(folder, CONFIG).on("no-such-master");

    assertThat(
            main.run("train", "features.derived = [{ type = lag, channel = c1, steps = 7 days }]"))
        .isEqualTo(2);
    assertThat(main.err())
        .contains(
            "the input \"c1 1008 steps ago\" reads 1008 steps back",
            "the longest series of the history has 900 steps",
            "give features.derived fewer steps");

    assertThat(
            main.run(
                "train", "features.derived = [{ type = rolling-mean, channel = c1, steps = 500 }]"))
        .isEqualTo(3);
    assertThat(main.err())
        .contains(
            "the training part has no window: its longest series has 500 steps there, and a window needs 511",
            "\"c1 mean of 500 steps\" another 499");

    assertThat(
            main.run(
                "train",
                "features.derived = [{ type = expression, name = e, of = \"[c0] + [c2]\" }]"))
        .isEqualTo(2);
    assertThat(main.err())
        .contains("features.derived[0].of names \"c2\", which is no channel of the history");
  }

  /** A level that rises by five behind step 1000 of 1200; the test part begins at step 900. */
  @Test
  void windowsThatLeaveTheRangeOfTheTrainingPartAreCountedAndNamed() throws IOException {
    StringBuilder rows = new StringBuilder("time,load,heat\n");
    for (int step = 0; step < 1200; step++) {
      double load = StrictMath.sin(2 * Math.PI * step / 144) + (step < 1000 ? 0 : 5);
      rows.append(
          String.format(
              Locale.ROOT,
              "%s,%.3f,%d\n",
              Instant.parse("2024-01-01T00:00:00Z").plusSeconds(600L * step),
              load,
              step % 7));
    }
    Files.writeString(folder.resolve("a.csv"), rows);
    RunMain main =
        new RunMain(
                folder,
                """
                history { input = ["%1$s/a.csv"], table = "%1$s/history" }
                grid.block-steps = 128
                registry { path = "%1$s/registry", model = plant }
                features { scale = min-max, scale-channels { heat = robust }, scale-targets = standard }
                features.calendar = [hour-of-day]
                window { length = 6, targets = [load] }
                model.layers = [{ type = lstm, units = 3 }]
                training { epochs = 1, batch = 64 }
                """)
            .on("local[2]");
    main.require("ingest");
    main.require("train");

    main.require("evaluate");
    assertThat(main.out())
        .contains(
            "v000001 over 300 windows of the test part",
            "199 of these windows leave the range that an input had in the training part:"
                + " load (199; trained on -1.0 to 1.0).");
    main.require("evaluate", "evaluation.part=validation");
    assertThat(main.out()).doesNotContain("leave the range");

    main.require("score", "scores.output=" + folder.resolve("all"));
    assertThat(main.out())
        .contains("200 windows leave the range that an input had in the training part: load (200)");
    main.require("score", "scores.windows=newest", "scores.output=" + folder.resolve("newest"));
    assertThat(main.out()).contains("1 windows leave the range", "load (1)");
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      List<Row> found =
          spark
              .read()
              .parquet(folder.resolve("all").toString())
              .orderBy("origin")
              .select("outside")
              .collectAsList();
      assertThat(found).hasSize(1195);
      assertThat(found.subList(0, 995)).allMatch(row -> row.getList(0).isEmpty());
      assertThat(found.subList(995, 1195)).allMatch(row -> row.getList(0).equals(List.of("load")));
    }
  }

  private List<Row> scores(String name) {
    try (SparkSession spark = Sessions.open("test", new SparkConf().setMaster("local[1]"))) {
      return spark
          .read()
          .parquet(folder.resolve(name).toString())
          .select("series", "origin", "time", "target", "forecast")
          .orderBy("series", "origin", "time", "target")
          .collectAsList();
    }
  }
}
