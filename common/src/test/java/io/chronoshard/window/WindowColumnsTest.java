package io.chronoshard.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.InputSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ends of a configured model over channels c0, c1, c2 and the hour of day. */
class WindowColumnsTest {

  private static final MadeUpHistory MADE = MadeUpHistory.random(3, 2, 3, 0);

  private static Configuration configuration(String... keys) {
    List<String> all = new ArrayList<>(List.of("window.targets = [c0, c2]"));
    all.addAll(List.of(keys));
    return ConfigurationReader.read(Optional.empty(), all);
  }

  private static FeatureSet features(Configuration settings) {
    return FeatureSet.of(settings.features(), settings.window().targets(), MADE.description(16));
  }

  private static WindowShape shape(Configuration settings) {
    FeatureSet features = features(settings);
    ModelEnds ends =
        WindowColumns.named(
            settings.model().ends(), features, settings.features().knownAhead(), List.of("a", "c"));
    return WindowColumns.of(features, settings.features().scale())
        .shape(settings.window(), ends, MADE.description(16).axis());
  }

  @Test
  void oneInputOfAllColumnsAndOneOutputOfAllTargetsAreUsual() {
    Configuration settings =
        configuration("window { length = 5, sampling = 2, stride = 3, lead = 4, horizon = 2 }");
    assertThat(shape(settings)).isEqualTo(new WindowShape(5, 2, 3, 4, 2, 1));
  }

  @Test
  void inputsAndOutputsHaveRowsAndColumnsOfTheirOwn() {
    Configuration settings =
        configuration(
            "window { length = 5, sampling = 20 minutes, lead = 40 minutes, horizon = 3 }",
            "features { calendar = [hour-of-day], known-ahead = [c1] }",
            "model.inputs = [{ name = all }, { name = some, columns = [c2, \"c*\"], length = 2 }, {"
                + " name = plan, kind = ahead }, { name = hours, kind = ahead, columns = \"hour*\","
                + " length = 2, sampling = 2 }, { name = now, kind = static, columns = [c1, c0] }]",
            "model.outputs = [{ name = near, targets = [c2, c0] }, { name = far, targets = [c2],"
                + " lead = 2 hours, horizon = 1, weight = 0.5 }]",
            "model.graph = [{ name = x, from = now, type = dense, units = 2 }]");

    WindowShape shape = shape(settings);

    assertThat(shape.inputs())
        .containsExactly(
            Rows.back(5, 2, List.of()),
            Rows.back(2, 2, List.of(2, 0, 1)),
            Rows.ahead(4, 1, 3, List.of(1, 3, 4)),
            Rows.ahead(4, 2, 2, List.of(3, 4)),
            Rows.atOrigin(List.of(1, 0)));
    assertThat(shape.heads())
        .containsExactly(Rows.ahead(4, 1, 3, List.of(1, 0)), Rows.ahead(12, 1, 1, List.of(1)));
  }

  /** Once named, the columns are the same whatever else the history has. */
  @Test
  void columnsAreNamedOneByOne() {
    Configuration settings =
        configuration("model.inputs = [{ name = some, columns = [\"c[12]\", \"c?\", c0] }]");
    assertThatThrownBy(() -> shape(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "model.inputs[0] \"some\".columns: \"c[12]\" matches no input; there are [");
    Configuration right = configuration("model.inputs = [{ name = some, columns = [c2, \"c?\"] }]");
    assertThat(
            WindowColumns.named(right.model().ends(), features(right), List.of(), List.of())
                .inputs()
                .stream()
                .map(InputSettings::columns))
        .containsExactly(List.of("c2", "c0", "c1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inputs = [{ name = plan, kind = ahead }] | model.inputs[0] \"plan\" reads columns that are"
            + " known ahead, and there are none; give features.calendar",
        "outputs = [{ name = a, targets = [c1] }] | model.outputs[0] \"a\".targets: \"c1\" is none"
            + " of window.targets, which are [c0, c2]",
        "outputs = [{ name = a, targets = [c2] }] | window.targets: \"c0\" is forecast by none of"
            + " model.outputs, which give 1 step of [c2]; name it in the targets of one, or leave it out",
        "outputs = [{ name = a, targets = [c2] }, { name = b, horizon = 3, targets = [c2] }] |"
            + " window.targets: \"c0\" is forecast by none of model.outputs, which give 1 step of"
            + " [c2], 3 steps of [c2]; name it in the targets of one, or leave it out",
      })
  void endsThatDoNotFit(String keys, String told) {
    Configuration settings = configuration("model { " + keys + " }");
    assertThatThrownBy(() -> shape(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(told);
  }

  /**
   * Means stand in for inputs whose scaled zero is one, in all rows; rows of the past are masked.
   */
  @Test
  void rowsKnowWhatBecomesOfTheUnknown() {
    String inputs =
        "model.inputs = [{ name = all }, { name = now, kind = static, columns = [c1] },"
            + " { name = hours, kind = ahead }, { name = near, length = 3 }]";
    String calendar = "features { calendar = [hour-of-day], scale-channels { c1 = min-max } }";
    String graph = "model.graph = [{ name = x, from = now, type = dense, units = 2 }]";
    UnknownRows filled = new UnknownRows.Fill(List.of(0, 2));
    assertThat(shape(configuration(calendar, inputs, graph, "window.unknown = mean")).inputs())
        .extracting(Rows::unknown)
        .containsExactly(filled, filled, filled, filled);
    assertThat(
            shape(
                    configuration(
                        calendar, inputs, graph, "window { unknown = mask, least-rows = 3 }"))
                .inputs())
        .extracting(Rows::unknown)
        .containsExactly(
            new UnknownRows.Mask(3), UnknownRows.DROP, UnknownRows.DROP, UnknownRows.DROP);
    assertThatThrownBy(
            () -> shape(configuration("features.scale = min-max", "window.unknown = mean")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "window.unknown = mean puts zeros where scaled inputs are unknown, which are means of"
                + " none of them; give features.scale or features.scale-channels standard or"
                + " robust, or take window.unknown = drop or mask");
  }

  @Test
  void aColumnThatNobodyKnowsAheadIsRefused() {
    Configuration settings =
        configuration(
            "features.calendar = [hour-of-day]",
            "model.inputs = [{ name = plan, kind = ahead, columns = [c1] }]");
    assertThatThrownBy(() -> shape(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "model.inputs[0] \"plan\".columns: \"c1\" is not known at the steps that are forecast;"
                + " name it in features.known-ahead if it is");
  }

  /** Nothing of a step to come is in the table; its calendar is known all the same. */
  @Test
  void theCalendarGoesOnWhereTheHistoryEnds() {
    Configuration settings =
        configuration(
            "window { length = 4, lead = 3, horizon = 2 }",
            "features.calendar = [hour-of-day]",
            "model.inputs = [{ name = past, columns = [\"c*\"] }, { name = hours, kind = ahead }]",
            "model.graph = [{ name = x, from = [past, hours], type = concatenate }]");
    History history = MADE.description(16);
    WindowLayout layout =
        WindowLayout.forScoring(
            history, features(settings), shape(settings), Parts.of(settings.split(), history));
    long windows = 0;
    for (Block block : MADE.blocks(layout, layout.everywhere())) {
      windows += layout.windows(block, layout.everywhere(), Needs.INPUTS).counts().used();
    }
    assertThat(windows)
        .isEqualTo(history.series().stream().mapToLong(SeriesExtent::steps).map(n -> n - 3).sum());
  }
}
