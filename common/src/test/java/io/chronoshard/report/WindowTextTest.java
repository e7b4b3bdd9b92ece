package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.window.WindowColumns;
import io.chronoshard.window.WindowShape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTextTest {

  private static final TimeAxis AXIS = TimeAxis.clock(3_600_000);

  private static WindowText text(String... keys) {
    Configuration settings = ConfigurationReader.read(Optional.empty(), List.of(keys));
    ModelEnds ends = settings.model().ends();
    WindowShape shape =
        new WindowColumns(List.of("a", "b"), List.of(), List.of(), List.of(0))
            .shape(settings.window(), ends, AXIS);
    return new WindowText(shape, ends, new StepText(AXIS));
  }

  @Test
  void rowsThatAreMaskedOrFilledInAreTold() {
    assertThat(text("window.length = 3").inputs())
        .isEqualTo("A window reads 3 rows, 1\u00a0h apart, back to 2\u00a0h before its origin");
    assertThat(text("window { length = 3, unknown = mean }").inputs())
        .endsWith("before its origin, with means where something is unknown");
    assertThat(text("window { length = 3, unknown = mask, least-rows = 2 }").inputs())
        .endsWith(
            "before its origin, of which the newest 2 are known and those that are not are masked");
  }

  @Test
  void theSeriesIsTold() {
    assertThat(
            text(
                    "window.length = 3",
                    "model.inputs = [{ name = past }, { name = who, kind = series }]",
                    "model.graph = [{ name = own, from = who, type = embedding, units = 2 }]")
                .inputs())
        .isEqualTo(
            "Of a window \"past\" reads 3 rows, 1\u00a0h apart, back to 2\u00a0h before the origin;"
                + " \"who\" reads which series it is of");
  }
}
