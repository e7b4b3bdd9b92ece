package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Monitor.Measure;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MonitorsTest {

  private static final String EVENT =
      "window.targets = [{ type = passes, channel = v, above = 5, name = gale }]";
  private static final String HEADS =
      """
      window.targets = [{ type = passes, channel = v, above = 5, name = gale }, T]
      model {
        layers = null
        graph = [{ name = all, type = lstm, units = 2 }]
        outputs = [{ name = wind, targets = [gale], loss = auto }, { name = warmth, targets = [T] }]
      }
      """;

  @Test
  void aModelOfValuesHasErrorsToWatch() {
    assertThat(monitor("window.targets = [T]", "mae")).isEqualTo(Monitor.MAE);
    assertThat(monitor("window.targets = [T]", "auto")).isEqualTo(Monitor.MAE);
    assertThat(monitor("window.targets = [T]", "training-loss")).isEqualTo(Monitor.TRAINING_LOSS);
    assertThat(settings("window.targets = [T]", "rmse").rises()).isFalse();
    refused("window.targets = [T]", "accuracy", "there are auto, ");
    refused("window.targets = [T]", "MAE", "there are auto, mae, ");
  }

  @Test
  void probabilitiesHaveAccuracyAndBrierScore() {
    assertThat(monitor(EVENT, "accuracy")).isEqualTo(new Monitor(Measure.ACCURACY, ""));
    assertThat(settings(EVENT, "accuracy").rises()).isTrue();
    assertThat(settings(EVENT, "brier").rises()).isFalse();
    assertThat(monitor(EVENT, "auto")).isEqualTo(Monitor.LOSS);
    refused(EVENT, "mae", "is not known of what is forecast; there are auto, ");
    refused(EVENT, "acuracy", "there are auto, accuracy, ");
  }

  /** Degrees and grams are no mean of each other. */
  @Test
  void ofSeveralTargetsTheLossIsWatched() {
    String two = "window.targets = [T, rho]";
    assertThat(monitor(two, "auto")).isEqualTo(Monitor.LOSS);
    refused(two, "rmse", "would be a mean over targets that each have a unit of their own");
    assertThat(monitor(HEADS, "auto")).isEqualTo(Monitor.LOSS);
    assertThat(monitor(HEADS, "mae")).isEqualTo(Monitor.MAE);
    String near =
        """
        window.targets = [T]
        model { graph = [{ name = all, type = lstm, units = 2 }]
          outputs = [{ name = near }, { name = far, lead = 9 }] }
        """;
    assertThat(monitor(near, "auto")).isEqualTo(Monitor.LOSS);
    assertThat(monitor(near, "far mae")).isEqualTo(new Monitor(Measure.MAE, "far"));
    refused(near, "mae", "would be a mean over targets");
    String pair =
        """
        window.targets = [T, rho]
        model { graph = [{ name = all, type = lstm, units = 2 }]
          outputs = [{ name = near }, { name = far, targets = [T], lead = 9 }] }
        """;
    refused(pair, "near mae", "would be a mean over targets that each have a unit of their own");
    refused(pair, "near rmse", "would be a mean over targets that each have a unit of their own");
    assertThat(monitor(pair, "near loss")).isEqualTo(new Monitor(Measure.LOSS, "near"));
    assertThat(monitor(pair, "far mae")).isEqualTo(new Monitor(Measure.MAE, "far"));
    refused(pair, "middle mae", "is not known of what is forecast; there are auto, ");
  }

  /** An only output may have a loss of its own. */
  @Test
  void theLossOfAnOutputDecidesWhatIsWatched() {
    String model =
        """
        window.targets = [T]
        model { graph = [{ name = all, type = lstm, units = 2 }], outputs = [{ name = y, loss = %s }] }
        """;
    assertThat(monitor(model.replace("%s", "gaussian"), "auto")).isEqualTo(Monitor.LOSS);
    assertThat(monitor(model.replace("%s", "huber"), "auto")).isEqualTo(Monitor.MAE);
  }

  @Test
  void anOutputIsWatchedByItsName() {
    assertThat(monitor(HEADS, "warmth mae")).isEqualTo(new Monitor(Measure.MAE, "warmth"));
    assertThat(monitor(HEADS, "wind loss")).isEqualTo(new Monitor(Measure.LOSS, "wind"));
    assertThat(settings(HEADS, "wind accuracy").rises()).isTrue();
    assertThat(monitor(HEADS, "brier")).isEqualTo(new Monitor(Measure.BRIER, ""));
    refused(HEADS, "warmht loss", "there are auto, warmth loss, ");
    refused(HEADS, "warmth brier", "there are auto, ");
    refused(HEADS, "wind mae", "there are auto, wind ");
  }

  private static Monitor monitor(String model, String word) {
    return settings(model, word).monitor();
  }

  private static StoppingSettings settings(String model, String word) {
    List<String> keys = new ArrayList<>(model.contains("model {") ? List.of() : layers());
    keys.add("training.early-stopping.monitor = \"" + word + "\"");
    keys.add("training.loss = auto");
    model.lines().reduce((a, b) -> a + "\n" + b).ifPresent(keys::add);
    return ConfigurationReader.read(Optional.empty(), keys).training().earlyStopping();
  }

  private static List<String> layers() {
    return List.of("model.layers = [{ type = lstm, units = 2 }]");
  }

  private static void refused(String model, String word, String told) {
    assertThatThrownBy(() -> settings(model, word))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("training.early-stopping.monitor = \"" + word + "\"")
        .hasMessageContaining(told);
  }
}
