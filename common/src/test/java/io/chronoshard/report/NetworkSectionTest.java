package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.VersionSummary.Weights;
import org.junit.jupiter.api.Test;

class NetworkSectionTest {

  @Test
  void oneNetworkNeedsNoSection() {
    assertThat(html(ReportExamples.winning())).isEmpty();
  }

  @Test
  void tellsHowFarNetworksAreApartAndWhatTheyReachTogether() {
    String mean = html(ReportExamples.ofThree(ReportExamples.winning(), 1.0 / 3, 1.0 / 3, 1.0 / 3));
    assertThat(mean)
        .contains("3 networks were trained. Their validation MAE is ")
        .contains(" on average, with a deviation of 0.0")
        .contains("The mean of their outputs reaches 1.25")
        .contains("0.3333");
  }

  @Test
  void saysThatStackedWeightsKnowTheValidationPart() {
    assertThat(html(ReportExamples.ofThree(ReportExamples.winning(), 0.5, 0.5, 0)))
        .contains("Their weighted sum reaches 1.25")
        .contains("on the part that the weights were found on: elsewhere it will be higher");
  }

  @Test
  void saysWhereTheBestAloneIsKept() {
    assertThat(html(ReportExamples.ofThree(ReportExamples.winning(), 0, 1, 0)))
        .contains("The best of them is the version.");
  }

  @Test
  void weightsAreGivenOrFound() {
    for (double[] given : new double[][] {{0.25, 0.25, 0.25}, {0, 0, 1}}) {
      assertThat(weights(given)).isEqualTo(Weights.GIVEN);
    }
    for (double[] found : new double[][] {{0.5, 0.5, 0}, {0.2, 0.3, 0.4}, {0, 0.9, 0}}) {
      assertThat(weights(found)).isEqualTo(Weights.FOUND);
    }
    assertThat(ReportExamples.winning().metrics().weights()).isEqualTo(Weights.GIVEN);
  }

  private static Weights weights(double... of) {
    return ReportExamples.ofThree(ReportExamples.winning(), of[0], of[1], of[2])
        .metrics()
        .weights();
  }

  private static String html(ReportContents contents) {
    return new NetworkSection(contents.metrics()).html().toString();
  }
}
