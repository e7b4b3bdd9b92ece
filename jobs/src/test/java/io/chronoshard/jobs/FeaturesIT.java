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
import java.util.List;
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
    Path holidays = Files.writeString(folder.resolve("holidays.csv"), holidays("05.01.1970"));
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

    Files.writeString(folder.resolve("renamed.csv"), holidays("06.01.1970"));
    main.require("train", renamed);
    assertThat(main.out()).as("another day").contains("v000002");
    Files.delete(folder.resolve("renamed.csv"));
    assertThat(main.run("train", renamed)).isEqualTo(3);
    assertThat(main.err()).contains("renamed.csv");
  }

  private static String holidays(String day) {
    return "name,day\nNew Year,01.01.1970\nsome day," + day + "\n";
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
    Files.writeString(folder.resolve("holidays.csv"), holidays("05.01.1970"));
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
