package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingHistory.End;
import io.chronoshard.train.TrainingHistory.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingSectionTest {

  private static final Epoch FIRST = new Epoch(1, 3, 2, 1.5, 2.5);
  private static final Epoch LAST = new Epoch(2, 2, 3, 2.5, 3.5);

  private static String section(
      Epoch first, Epoch last, Epoch kept, int averaged, long validationWindows) {
    return section(first, last, 1, kept, averaged, validationWindows);
  }

  private static String section(
      Epoch first, Epoch last, int best, Epoch kept, int averaged, long validationWindows) {
    TrainingHistory history =
        new TrainingHistory(
            List.of(first, last), best, kept, averaged, End.EPOCHS, 100, validationWindows);
    return new TrainingSection(ReportExamples.with(ReportExamples.winning(), history))
        .html()
        .toString();
  }

  @Test
  void theEpochThatWasKeptIsMarked() {
    assertThat(section(FIRST, LAST, FIRST, 1, 40))
        .contains("judged by 40 windows of the validation part")
        .contains("Epoch 1 was the best and is the one that was kept.")
        .contains("1, kept")
        .contains("validation-chart");
    assertThat(section(FIRST, LAST, LAST, 1, 40))
        .contains("Epoch 1 was the best; the last one was kept.")
        .contains("2, kept");
    assertThat(section(FIRST, LAST, LAST, 2, 40))
        .contains("Epoch 1 was the best; the mean of the last 2 epochs was kept.")
        .doesNotContain(", kept");
  }

  @Test
  void ofProbabilitiesWhatTheyHaveIsToldAndNoMeanAbsoluteError() {
    Map<String, Double> further = Map.of("accuracy", 0.875, "brier", 0.125, "log loss", 0.5);
    Epoch epoch = new Epoch(1, 3, 2, Double.NaN, Double.NaN, further);
    assertThat(section(epoch, epoch, epoch, 1, 40))
        .contains("accuracy, validation", "0.875", "brier, validation", "log loss, validation")
        .doesNotContain("MAE", "validation-chart");
  }

  @Test
  void withoutValidationThereAreNoErrorsOfIt() {
    Epoch first = new Epoch(1, 3, Double.NaN, Double.NaN, Double.NaN);
    Epoch last = new Epoch(2, 2, Double.NaN, Double.NaN, Double.NaN);
    assertThat(section(first, last, 2, last, 1, 0))
        .contains("judged by none: it had no validation part")
        .contains("The last epoch was kept.")
        .contains(Numbers.NONE)
        .doesNotContain("NaN", "validation-chart", "was the best");
    assertThat(section(first, last, 2, last, 2, 0))
        .contains(". The mean of the last 2 epochs was kept.");
  }

  @Test
  void withoutValidationTheTrainingLossMayTellTheBestEpoch() {
    Epoch first = new Epoch(1, 2, Double.NaN, Double.NaN, Double.NaN);
    Epoch last = new Epoch(2, 3, Double.NaN, Double.NaN, Double.NaN);
    assertThat(section(first, last, 1, first, 1, 0))
        .contains("Epoch 1 was the best and is the one that was kept.", "1, kept");
    assertThat(section(first, last, 1, last, 1, 0))
        .contains("Epoch 1 was the best; the last one was kept.", "2, kept");
    assertThat(section(first, last, 1, last, 2, 0))
        .contains("Epoch 1 was the best; the mean of the last 2 epochs was kept.");
  }

  @Test
  void whatItBeganFromStandsBeforeTheFirstEpoch() {
    Epoch start = new Epoch(0, Double.NaN, 4, 4.5, 5.5);
    TrainingHistory history =
        new TrainingHistory(
            List.of(FIRST, LAST), 1, FIRST, 1, End.EPOCHS, 100, 40, Optional.of(start));
    ReportContents began = ReportExamples.began(ReportExamples.winning(), 12, "a1b2");
    assertThat(new TrainingSection(ReportExamples.with(began, history)).html().toString())
        .contains(
            "It began from v000012 with its updater&#39;s state; scaling and categories are those of that"
                + " version, and epoch 0 is what it came to before the first step.")
        .containsPattern("(?s)<th[^>]*>0</th>.*4\\.500.*<th[^>]*>1, kept</th>");
    assertThat(
            new TrainingSection(
                    ReportExamples.with(
                        began,
                        new TrainingHistory(List.of(FIRST), 1, FIRST, 1, End.EPOCHS, 100, 0)))
                .html()
                .toString())
        .contains("scaling and categories are those of that version.");
    assertThat(new ModelSection(began).html().toString())
        .contains("Began from forecaster v000012", "<code>a1b2</code>");
  }

  @Test
  void whatIsWatchedNeedNotBeOfTheValidationPart() {
    TrainingHistory history =
        new TrainingHistory(List.of(FIRST, LAST), 1, FIRST, 1, End.PATIENCE, 100, 0);
    assertThat(
            new TrainingSection(ReportExamples.with(ReportExamples.winning(), history))
                .html()
                .toString())
        .contains("2 epochs, when the watched error no longer improved.");
  }
}
