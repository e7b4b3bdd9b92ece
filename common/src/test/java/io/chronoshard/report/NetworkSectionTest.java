package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static String html(ReportContents contents) {
    return new NetworkSection(contents.metrics()).html().toString();
  }
}
