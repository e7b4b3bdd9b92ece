package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Monitor;
import io.chronoshard.config.Monitor.Measure;
import io.chronoshard.config.StoppingSettings;
import io.chronoshard.config.StoppingSettings.Mode;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void theBestEpochIsTheFirstOfTheBest() {
    assertThat(best(Mode.MIN, 3, 2, 2, 4)).isEqualTo(2);
    assertThat(best(Mode.AUTO, 3, 2, 2, 4)).isEqualTo(2);
    assertThat(best(Mode.MAX, 3, 4, 4, 1)).isEqualTo(2);
    assertThat(best(Mode.MIN, 1)).isEqualTo(1);
  }

  @Test
  void theSmallestChangeThatCountsDoesNotDecideWhichEpochIsKept() {
    EarlyStopping stopping = stopping(Monitor.MAE, Mode.MIN, 2, 0.5);
    // By less than 0.5 at a time: no improvement for patience, but better all the same.
    assertThat(stopping.bestEpoch(epochs(3, 2.8, 2.6))).isEqualTo(3);
    assertThat(stopping.isOver(epochs(3, 2.8))).isFalse();
    assertThat(stopping.isOver(epochs(3, 2.8, 2.6))).isTrue();
  }

  @Test
  void smallStepsAddUpAgainstTheLastImprovementThatCounted() {
    EarlyStopping stopping = stopping(Monitor.MAE, Mode.MIN, 2, 0.5);
    assertThat(stopping.isOver(epochs(3, 2.75, 2.25))).isFalse();
    assertThat(stopping.isOver(epochs(3, 2.75, 2.25, 2))).isFalse();
    assertThat(stopping.isOver(epochs(3, 2.75, 2.25, 2, 1.9))).isTrue();
  }

  @Test
  void aChangeOfExactlyTheSmallestDoesNotCount() {
    EarlyStopping stopping = stopping(Monitor.MAE, Mode.MIN, 1, 0.5);
    assertThat(stopping.isOver(epochs(3, 2.5))).isTrue();
    assertThat(stopping.isOver(epochs(3, 2.25))).isFalse();
  }

  @Test
  void trainingIsOverAfterAsManyEpochsWithoutImprovementAsPatienceSays() {
    EarlyStopping stopping = stopping(Monitor.MAE, Mode.MIN, 3, 0);
    assertThat(stopping.isOver(epochs(5))).isFalse();
    assertThat(stopping.isOver(epochs(5, 5, 5))).isFalse();
    assertThat(stopping.isOver(epochs(5, 5, 5, 5))).isTrue();
    assertThat(stopping.isOver(epochs(5, 5, 5, 4, 5, 5))).isFalse();
    assertThat(stopping.isOver(epochs(5, 5, 5, 4, 5, 5, 4))).isTrue();
  }

  @Test
  void moreIsBetterWhereTheModeSaysSo() {
    EarlyStopping stopping = stopping(Monitor.MAE, Mode.MAX, 2, 0.5);
    assertThat(stopping.isOver(epochs(1, 1.25, 1.75))).isFalse();
    assertThat(stopping.isOver(epochs(1, 1.25, 1.5))).isTrue();
    assertThat(stopping.isOver(epochs(1, 0.5, 0.25))).isTrue();
  }

  @Test
  void withoutPatienceItNeverEnds() {
    assertThat(stopping(Monitor.MAE, Mode.MIN, 0, 0).isOver(epochs(1, 2, 3, 4, 5, 6))).isFalse();
  }

  @Test
  void eachMonitorWatchesItsOwnValue() {
    List<Epoch> epochs =
        List.of(new Epoch(1, 9, 1, 2, 2), new Epoch(2, 1, 2, 1, 2), new Epoch(3, 1, 2, 2, 1));
    assertThat(stopping(Monitor.LOSS, Mode.MIN, 0, 0).bestEpoch(epochs)).isEqualTo(1);
    assertThat(stopping(Monitor.MAE, Mode.MIN, 0, 0).bestEpoch(epochs)).isEqualTo(2);
    assertThat(stopping(Monitor.RMSE, Mode.MIN, 0, 0).bestEpoch(epochs)).isEqualTo(3);
    assertThat(stopping(Monitor.TRAINING_LOSS, Mode.MIN, 0, 0).bestEpoch(epochs)).isEqualTo(2);
  }

  @Test
  void accuracyIsToRiseAndALossOfAHeadToFall() {
    List<Epoch> epochs =
        List.of(
            epoch(1, Map.of("accuracy", 0.5, "brier", 0.2, "near loss", 3.0)),
            epoch(2, Map.of("accuracy", 0.75, "brier", 0.3, "near loss", 2.0)),
            epoch(3, Map.of("accuracy", 0.625, "brier", 0.1, "near loss", 4.0)));
    Monitor accuracy = new Monitor(Measure.ACCURACY, "");
    assertThat(stopping(accuracy, Mode.AUTO, 0, 0).bestEpoch(epochs)).isEqualTo(2);
    assertThat(stopping(accuracy, Mode.AUTO, 1, 0).isOver(epochs)).isTrue();
    assertThat(stopping(accuracy, Mode.MIN, 0, 0).bestEpoch(epochs)).isEqualTo(1);
    assertThat(stopping(new Monitor(Measure.BRIER, ""), Mode.AUTO, 0, 0).bestEpoch(epochs))
        .isEqualTo(3);
    assertThat(stopping(new Monitor(Measure.LOSS, "near"), Mode.AUTO, 0, 0).bestEpoch(epochs))
        .isEqualTo(2);
  }

  private static Epoch epoch(int number, Map<String, Double> further) {
    return new Epoch(number, 1, 1, 1, 1, further);
  }

  private static int best(Mode mode, double... maes) {
    return stopping(Monitor.MAE, mode, 0, 0).bestEpoch(epochs(maes));
  }

  private static EarlyStopping stopping(Monitor monitor, Mode mode, int patience, double minDelta) {
    return new EarlyStopping(new StoppingSettings(monitor, mode, patience, minDelta, true));
  }

  private static List<Epoch> epochs(double... maes) {
    List<Epoch> epochs = new ArrayList<>();
    for (double mae : maes) {
      epochs.add(new Epoch(epochs.size() + 1, 0, 0, mae, 0));
    }
    return epochs;
  }
}
