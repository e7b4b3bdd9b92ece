package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.RetrainSettings.Challenger;
import io.chronoshard.config.RetrainSettings.Start;
import io.chronoshard.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrainSettingsTest {

  @Test
  void whatAChallengerHasOfItsOwnGoesOverTheConfiguration() {
    Challenger challenger =
        read("""
                retrain { every = 1 day, challengers = [{ name = wide, start = nothing,
                  settings { training { epochs = 7 }, model.layers = [{ type = gru, units = 9 }] } }] }
                """)
            .retrain()
            .challengers()
            .get(0);
    Configuration own = ConfigurationReader.read(Optional.empty(), challenger.settings());

    assertThat(challenger.start()).isEqualTo(Start.NOTHING);
    assertThat(own.training().epochs()).isEqualTo(7);
    assertThat(own.model().layers()).hasSize(1);
    assertThat(read("retrain.every = 1 day").retrain().every()).contains(Duration.ofDays(1));
    assertThat(read("retrain.every = none").retrain().every()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    retrain.challengers = [
                      { name = a, start = nothing, settings { window.length = 3 } }
                      { name = a, start = scratch }
                    ]
                    retrain.quality.ended = ignore
                    """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "retrain.challengers[0].settings.window = {length=3} cannot be set here; features, model, training can")
        .hasMessageContaining("retrain.challengers[1].name = \"a\" is another challenger's name")
        .hasMessageContaining(
            "retrain.challengers[1].start = \"scratch\" must be one of champion, nothing")
        .hasMessageContaining("retrain.quality.ended = \"ignore\" must be one of continue, stop");
    assertThatThrownBy(() -> read("retrain.every = 59 minutes"))
        .hasMessageContaining(
            "retrain.every = \"59 minutes\" must be a duration of whole milliseconds, at least 3600 s, such as \"24 hours\", or none");
    assertThatThrownBy(
            () ->
                read(
                    "retrain.challengers = [{ name = a, start = champion, settings.training.start = 3 }]"))
        .hasMessageContaining(
            "retrain.challengers[0].settings = \"training.start=3\" cannot be set here; what a challenger begins with is its start: champion or nothing");
    assertThatThrownBy(() -> read("retrain.challengers = []"))
        .hasMessageContaining("retrain.challengers = \"[]\" must name one at least");
  }

  @Test
  void aHoldInWhichNoSeriesCanEndIsRefused() {
    for (String hold : List.of("1 day", "23 hours")) {
      assertThatThrownBy(() -> read("retrain.quality.hold = " + hold))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("retrain.quality.hold = \"")
          .hasMessageContaining(
              "must be longer than retrain.quality.stretch, or no series is ever found to have ended");
    }
    assertThat(read("retrain.quality.hold = 25 hours").retrain().quality().hold().text())
        .isEqualTo("25 hours");
    QualitySettings mixed = read("retrain.quality.hold = 24").retrain().quality();
    mixed.requireSteps(TimeAxis.clock(2 * 3_600_000));
    assertThatThrownBy(() -> mixed.requireSteps(TimeAxis.clock(3_600_000)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "retrain.quality.hold = 24 must be longer than retrain.quality.stretch, or no series is ever found to have ended");
  }

  private static Configuration read(String hocon) {
    return ConfigurationReader.read(Optional.empty(), List.of(hocon));
  }
}
