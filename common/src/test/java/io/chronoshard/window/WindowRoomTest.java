package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class WindowRoomTest {

  private static final Pattern NEED = Pattern.compile("(?:a window needs|window need) (\\d+) \\(");

  private static final List<String> INPUTS = List.of("before", "inside", "keras");

  private static final List<Part> PARTS = List.of(Part.TRAINING, Part.VALIDATION, Part.TEST);

  private static WindowRoom room(WindowShape shape, String inputs, Part part, long steps) {
    History history =
        new History(
            TimeAxis.rows(),
            64,
            List.of("a"),
            RecordedTimes.NONE,
            List.of(new SeriesExtent("s", 7, 2007)),
            "");
    Configuration settings =
        ConfigurationReader.read(
            Optional.empty(),
            List.of(
                "split { by = steps, inputs = " + inputs + " }",
                "split.steps { training = 900, validation = 400, test = 100 }",
                "split.steps." + part.name().toLowerCase(Locale.ROOT) + " = " + steps,
                "features.derived = [{ type = lag, channel = a, steps = 9 }]",
                "window.targets = [{ type = passes, channel = a, above = 0, within = 4 }]"));
    return new WindowRoom(
        WindowLayout.forTraining(
            history,
            FeatureSet.of(settings.features(), settings.window().targets(), history),
            shape,
            Parts.of(settings.split(), history)));
  }

  /** A part of so many steps has room for a window, one of a step less has not. */
  @RepeatedTest(60)
  void aPartNeedsAsManyStepsAsItIsTold(RepetitionInfo repetition) {
    MersenneTwister random = new MersenneTwister(repetition.getCurrentRepetition());
    WindowShape shape =
        new WindowShape(
            1 + random.nextInt(12),
            1 + random.nextInt(3),
            1,
            random.nextInt(8),
            1 + random.nextInt(6),
            1 + random.nextInt(3));
    String inputs = INPUTS.get(random.nextInt(3));
    Part part = PARTS.get(random.nextInt(3));

    long needed = needed(shape, inputs, part, 1);

    assertThat(needed).isPositive();
    assertThatCode(() -> room(shape, inputs, part, needed).require(part))
        .as("%s, %s of %d steps", inputs, part, needed)
        .doesNotThrowAnyException();
    if (needed > 1) {
      assertThat(needed(shape, inputs, part, needed - 1)).isEqualTo(needed);
    }
  }

  /** What is told of a part that is too short; 1 where one step is enough. */
  private static long needed(WindowShape shape, String inputs, Part part, long steps) {
    DataException problem =
        catchThrowableOfType(
            DataException.class, () -> room(shape, inputs, part, steps).require(part));
    if (problem == null) {
      return 1;
    }
    Matcher told = NEED.matcher(problem.getMessage());
    assertThat(told.find()).as(problem.getMessage()).isTrue();
    return Long.parseLong(told.group(1));
  }
}
