package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Channels of texts: what the training part holds of them decides how wide a model's inputs are.
 */
class TextChannelsIT {

  private static final int STEPS = 800;

  /** Half of all steps train, a quarter validates, a quarter tests. */
  private static final String CONFIG =
      """
      history { input = ["%1$s/raw/*.csv"], table = "%1$s/history"
        rules = [{ channels = [kind], category = true }] }
      grid.block-steps = 128
      window { length = 2, targets = [load] }
      model.layers = [{ type = lstm, units = 3 }]
      training { epochs = 1, batch = 64 }
      registry { path = "%1$s/registry", model = plant }
      """;

  @TempDir private static Path folder;

  /** One of three texts at each step, and one more after the training part. */
  @BeforeAll
  static void aHistoryIsThere() throws IOException {
    StringBuilder rows = new StringBuilder("time,load,heat,kind\n");
    for (int step = 0; step < STEPS; step++) {
      double day = StrictMath.sin(2 * Math.PI * step / 144);
      rows.append(
          String.format(
              Locale.ROOT,
              "%s,%.3f,%.3f,%s\n",
              Instant.parse("2024-01-01T00:00:00Z").plusSeconds(600L * step),
              5 + day,
              20 - 3 * day + step % 7,
              step > 700 && step % 9 == 0 ? "late" : new String[] {"a", "b", "c"}[step % 3]));
    }
    Files.writeString(
        Files.createDirectories(folder.resolve("raw")).resolve("a.csv"), rows.toString());
    main().require("ingest");
  }

  private static RunMain main() throws IOException {
    return new RunMain(folder, CONFIG).on("local[2]");
  }

  @Test
  void whatAModelReadsMayBeOneText() throws IOException {
    main()
        .require(
            "train",
            "model.inputs = [{ name = x, columns = [\"kind = a\"] }, { name = y, columns = [load] }]",
            "model.layers = null",
            "model.graph = [{ name = both, from = [x, y], type = concatenate }, { name = l, type = lstm,"
                + " units = 2 }]");
  }

  /** Three texts, others and two numbers. */
  @Test
  void layersFitTheTextsOfTheTrainingPart() throws IOException {
    main()
        .require(
            "train",
            "model.layers = [{ type = residual, layers = [{ type = dense, units = 6 }] }, { type ="
                + " flatten }]");
    main()
        .require(
            "train", "model.layers = [{ type = reshape, steps = 4 }, { type = lstm, units = 2 }]");
  }

  @Test
  void weightsAreOfTheClassesOfTheTrainingPart() throws IOException {
    main()
        .require(
            "train",
            "window.targets = [{ type = class, channel = kind }]",
            "training.class-weights = [1, 2, 3]");
  }

  @Test
  void textsThatAreNoClassAreNamedWithTheirShares() throws IOException {
    RunMain main = main();
    String[] classes = {
      "window.targets = [{ type = class, channel = kind }]",
      "features.categories = 2",
      "registry.model = classes"
    };
    main.require("train", classes);
    assertThat(main.err())
        .contains(
            "texts of \"kind\" that are none of the classes [a, b]",
            "their shares of the training part: c 33.25 %, late 0.00 %");
    main.require("evaluate", classes);
    assertThat(main.err()).contains("their shares of the test part: c 33.00 %, late 5.50 %");
    assertThat(main.run("train", classes[0], "features.categories = 1")).isEqualTo(2);
    assertThat(main.err()).contains("features.categories = 1 leaves one class of \"kind\"");
  }

  @Test
  void layersThatDoNotFitThemAreRefused() throws IOException {
    RunMain main = main();
    assertThat(
            main.run(
                "train",
                "model.layers = [{ type = residual, layers = [{ type = dense, units = 3 }] }, { type"
                    + " = flatten }]"))
        .isEqualTo(2);
    assertThat(main.err()).contains("2 × 6", "2 × 3");
  }
}
