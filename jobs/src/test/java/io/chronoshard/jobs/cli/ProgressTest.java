package io.chronoshard.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Monitor;
import io.chronoshard.config.Monitor.Measure;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.ClockSetByHand;
import io.chronoshard.train.EpochProgress;
import io.chronoshard.train.ModelState;
import io.chronoshard.train.OuterMomentum;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory.Epoch;
import io.chronoshard.train.TrainingListener.Round;
import io.chronoshard.train.TrainingProgress;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ClockSetByHand clock = new ClockSetByHand();

  private Progress progress(Verbosity verbosity, Progress.Style style, String... targets) {
    JobContext context =
        new JobContext(
            Path.of("c.conf"),
            List.of(),
            List.of(),
            Map.of(),
            verbosity,
            Format.TEXT,
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            new PrintStream(shown, true, UTF_8));
    return new Progress(context, style, List.of(targets), new EpochText(Monitor.MAE), clock);
  }

  private void tellOfTwoEpochs(Progress progress) {
    progress.trainingStarted(List.of(new ShardSize(0, 3000, 500), new ShardSize(1, 1000, 500)), 3);
    progress.epochStarted(1, 2);
    clock.pass(Duration.ofSeconds(30));
    progress.roundDone(new Round(1, 1, 2, 3000, 0.5));
    clock.pass(Duration.ofSeconds(10));
    progress.roundDone(new Round(1, 2, 2, 1000, 0.1));
    clock.pass(Duration.ofSeconds(5));
    progress.epochDone(new Epoch(1, 0.4, 0.3, 2.43064, 3), 1);
    progress.epochStarted(2, 2);
    clock.pass(Duration.ofSeconds(10));
    progress.roundDone(new Round(2, 1, 2, 3000, 0.00025));
    clock.pass(Duration.ofSeconds(30));
    progress.roundDone(new Round(2, 2, 2, 1000, 0.00025));
    clock.pass(Duration.ofSeconds(5));
    progress.epochDone(new Epoch(2, 0.00025, 0.3, 2.5, 3), 1);
    progress.close();
  }

  @Test
  void whereThereIsNoTerminalALineTellsOfEachEpochAndNowAndThenWithin() {
    tellOfTwoEpochs(progress(Verbosity.NORMAL, Progress.Style.LINES, "T (degC)"));
    assertThat(shown.toString(UTF_8).lines())
        .containsExactly(
            "training on 4,000 windows in 2 shards, validating on 1,000, for at most 3 epochs;"
                + " errors are in the unit of T (degC)",
            "epoch 1/3: 75 %, loss 0.5000, 100 windows/s, at most 0:01:30 left",
            "epoch 1/3: loss 0.4000, validation MAE 2.431, the best so far, 100 windows/s, at most"
                + " 0:01:30 left",
            "epoch 2/3: loss 0.0002500, validation MAE 2.500, the best was epoch 1, 100 windows/s,"
                + " at most 0:00:45 left");
  }

  /** What was trained before took no time of this process. */
  @Test
  void aTrainingThatGoesOnCountsWhatWasDoneBefore() {
    Progress progress = progress(Verbosity.NORMAL, Progress.Style.LINES, "T");
    ModelState state = new ModelState(new float[1], new float[0], 4, 1);
    Epoch first = new Epoch(1, 0.5, Double.NaN, Double.NaN, Double.NaN);
    progress.trainingStarted(List.of(new ShardSize(0, 4000, 0)), 3);
    progress.resumed(
        new TrainingProgress(
            List.of(first),
            new EpochProgress(state, OuterMomentum.NONE, 1, 1000, 2000),
            Optional.empty(),
            List.of(),
            Optional.empty()));
    progress.epochStarted(2, 4);
    clock.pass(Duration.ofSeconds(30));
    progress.roundDone(new Round(2, 2, 4, 1000, 1));
    clock.pass(Duration.ofSeconds(60));
    progress.roundDone(new Round(2, 4, 4, 2000, 1));
    progress.epochDone(new Epoch(2, 1.25, Double.NaN, Double.NaN, Double.NaN), 2);
    progress.epochStarted(3, 4);
    clock.pass(Duration.ofSeconds(40));
    progress.roundDone(new Round(3, 1, 4, 1000, 1));
    progress.close();
    assertThat(shown.toString(UTF_8).lines())
        .containsExactly(
            "training on 4,000 windows in 1 shard, without validation, for 3 epochs",
            "epoch 2/3: 50 %, loss 1.500, 33 windows/s, at most 0:03:00 left",
            "epoch 2/3: loss 1.250, 33 windows/s, at most 0:02:00 left",
            "epoch 3/3: 25 %, loss 1.000, 25 windows/s, at most 0:01:37 left");
  }

  @Test
  void whereRoundsAreAveragedIsToldToWhoAsksForMore() {
    AveragingPlace place = new AveragingPlace(8, 60_000_000, AveragingPlace.Where.EXECUTORS);
    progress(Verbosity.NORMAL, Progress.Style.LINES, "T").averaging(place);
    assertThat(shown.toString(UTF_8)).isEmpty();
    progress(Verbosity.VERBOSE, Progress.Style.LINES, "T").averaging(place);
    assertThat(shown.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "each round 8 shards return 60.0 MB each, averaged by executors");
  }

  @Test
  void withoutValidationTheLossIsToldAlone() {
    Progress progress = progress(Verbosity.NORMAL, Progress.Style.LINES, "T");
    progress.trainingStarted(List.of(new ShardSize(0, 3000, 0)), 2);
    progress.epochStarted(1, 1);
    clock.pass(Duration.ofSeconds(30));
    progress.roundDone(new Round(1, 1, 1, 3000, 0.5));
    progress.epochDone(new Epoch(1, 0.5, Double.NaN, Double.NaN, Double.NaN), 1);
    progress.close();
    assertThat(shown.toString(UTF_8).lines())
        .containsExactly(
            "training on 3,000 windows in 1 shard, without validation, for 2 epochs",
            "epoch 1/2: loss 0.5000, 100 windows/s, at most 0:00:30 left");
  }

  @Test
  void ofProbabilitiesLogLossAndAccuracyAreToldAndWhatIsWatched() {
    Epoch epoch =
        new Epoch(
            1,
            0.5,
            0.25,
            Double.NaN,
            Double.NaN,
            Map.of("log loss", 0.75, "accuracy", 0.875, "brier", 0.125));
    DoubleFunction<String> number = value -> String.format(Locale.ROOT, "%.3f", value);
    assertThat(new EpochText(new Monitor(Measure.ACCURACY, "")).validation(epoch, number))
        .isEqualTo("validation log loss 0.750 and accuracy 0.875");
    assertThat(new EpochText(new Monitor(Measure.BRIER, "")).validation(epoch, number))
        .isEqualTo("validation log loss 0.750 and accuracy 0.875 and brier 0.125");
    assertThat(new EpochText(Monitor.LOSS).validation(epoch, number))
        .isEqualTo("validation log loss 0.750 and accuracy 0.875 and loss 0.250");
    Epoch one = new Epoch(1, 0.5, 0.7501, Double.NaN, Double.NaN, epoch.further());
    assertThat(new EpochText(Monitor.LOSS).validation(one, number))
        .isEqualTo("validation log loss 0.750 and accuracy 0.875");
  }

  @Test
  void ofValuesWhatIsWatchedIsToldBesideTheMeanAbsoluteError() {
    Epoch epoch = new Epoch(1, 0.5, 0.25, 2, 3, Map.of("near loss", 0.0625));
    assertThat(new EpochText(Monitor.MAE).validation(epoch, Double::toString))
        .isEqualTo("validation MAE 2.0");
    assertThat(new EpochText(Monitor.RMSE).validation(epoch, Double::toString))
        .isEqualTo("validation MAE 2.0 and rmse 3.0");
    assertThat(new EpochText(new Monitor(Measure.LOSS, "near")).validation(epoch, Double::toString))
        .isEqualTo("validation MAE 2.0 and near loss 0.0625");
    assertThat(new EpochText(Monitor.TRAINING_LOSS).validation(epoch, Double::toString))
        .isEqualTo("validation MAE 2.0");
  }

  @Test
  void verboseTellsOfEachRound() {
    tellOfTwoEpochs(progress(Verbosity.VERBOSE, Progress.Style.LINES, "T", "p"));
    assertThat(shown.toString(UTF_8))
        .contains("errors are means over T, p, each in its own unit")
        .contains("epoch 2/3: 75 %, loss 0.0002500, 300 windows/s");
  }

  @Test
  void quietTellsNothing() {
    tellOfTwoEpochs(progress(Verbosity.QUIET, Progress.Style.LINES, "T"));
    assertThat(shown.size()).isZero();
  }

  @Test
  void onATerminalABarShowsTheEpoch() {
    tellOfTwoEpochs(progress(Verbosity.NORMAL, Progress.Style.BAR, "T"));
    assertThat(shown.toString(UTF_8))
        .contains("epoch 2/3")
        .contains("epoch 1/3: loss 0.4000, validation MAE 2.431, the best so far");
  }
}
