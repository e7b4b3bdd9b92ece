package io.chronoshard.report;

import static io.chronoshard.evaluate.Forecasts.CLIMATOLOGY;
import static io.chronoshard.evaluate.Forecasts.LAST_VALUE;
import static io.chronoshard.evaluate.Forecasts.MODEL;
import static io.chronoshard.evaluate.Forecasts.RIDGE;
import static io.chronoshard.evaluate.Forecasts.SAME_TIME_LAST_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Forecasts;
import io.chronoshard.model.error.Further;
import io.chronoshard.report.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final StepText STEPS = new StepText(TimeAxis.clock(600_000));

  @Test
  void saysByHowMuchTheModelWins() {
    Verdict verdict = judge(row("T", -1, 1.83, 2.34, 2.15));

    assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict.headline()).isEqualTo("Beats both naive forecasts, the better one by 14.9%");
    assertThat(verdict.sentence())
        .isEqualTo(
            "m version 3 beats both naive forecasts of T: its mean absolute error of 1.83 is 14.9%"
                + " below that of the same time last period (2.15) and 21.8% below that of the"
                + " last value (2.34), over 12 windows.");
    assertThat(verdict.byLead()).isEmpty();
  }

  @Test
  void saysHonestlyThatTheModelLoses() {
    Verdict verdict = judge(row("T", -1, 2.2, 2.092, 2.1));

    assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
    assertThat(verdict.headline())
        .isEqualTo("Beats neither naive forecast: 5.2% worse than the last value");
    assertThat(verdict.sentence())
        .contains("beats neither naive forecast of T")
        .contains("5.2% above that of the last value (2.09)")
        .contains("4.8% above that of the same time last period (2.10)");
  }

  @Test
  void aTieIsNoWin() {
    assertThat(judge(row("T", -1, 2.0, 2.0, 2.0)).outcome()).isEqualTo(Outcome.WORSE);
    assertThat(judge(row("T", -1, 2.0, 2.0, 2.0)).headline()).contains("no better than");
    assertThat(judge(row("T", -1, 2.0, 2.0, 2.1)).outcome()).isEqualTo(Outcome.MIXED);
  }

  @Test
  void namesTheNaiveForecastThatTheModelDoesNotBeat() {
    Verdict verdict = judge(row("T", -1, 2.2, 2.0, 2.5));

    assertThat(verdict.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(verdict.sentence())
        .contains("beats only one of the two")
        .contains(
            "10.0% above that of the last value (2.00), but 12.0% below that of the same time"
                + " last period (2.50)");
  }

  @Test
  void saysAtWhichLeadsTheAnswerIsAnother() {
    List<Entry> leads = new ArrayList<>();
    for (int lead = 1; lead <= 6; lead++) {
      leads.addAll(row("T", 6 * lead, lead <= 2 ? 1.2 : 0.8, 1.0, 1.1));
    }

    assertThat(judge(row("T", -1, 0.9, 1.0, 1.1), leads).byLead())
        .contains("By lead: it beats them at 3\u00A0h to 6\u00A0h, not at 1\u00A0h, 2\u00A0h.");
  }

  @Test
  void saysSoWhereTheModelWinsOverallButAtNoLead() {
    List<Entry> leads = new ArrayList<>(row("T", 6, 1.05, 1.0, 3.0));
    leads.addAll(row("T", 12, 1.05, 3.0, 1.0));

    assertThat(judge(row("T", -1, 1.05, 2.0, 2.0), leads).byLead())
        .contains("At no single lead does it beat all of them.");
  }

  @Test
  void countsTheTargetsThatTheModelWins() {
    List<Entry> overall = new ArrayList<>(row("T", -1, 0.9, 1.0, 1.2));
    overall.addAll(row("p", -1, 1.1, 1.0, 1.2));

    Verdict verdict = judge(overall);

    assertThat(verdict.outcome()).isEqualTo(Outcome.MIXED);
    assertThat(verdict.headline()).isEqualTo("Beats the naive forecasts for 1 of 2 targets");
    assertThat(verdict.sentence())
        .contains("T (10.0% below that of the best naive forecast)")
        .contains("p (10.0% above that of the best naive forecast)");
  }

  @Test
  void doesNotJudgeWhatWasNotCompared() {
    assertThat(judge(List.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(judge(row("T", -1, Double.NaN, 1, 1)).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(judge(row("T", -1, 1, Double.NaN, Double.NaN)).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void knowsASingleNaiveForecast() {
    Verdict verdict = judge(row("T", -1, 1.5, 2.0, Double.NaN));

    assertThat(verdict.headline()).isEqualTo("Beats the naive forecast by 25.0%");
    assertThat(verdict.sentence()).doesNotContain("period").doesNotContain("NaN");
  }

  @Test
  void judgesAgainstAllBaselines() {
    List<Entry> better = new ArrayList<>(row("T", -1, 1.5, 2.0, 2.5));
    better.add(entry(RIDGE, "T", -1, 1.6));
    List<Entry> mixed = new ArrayList<>(row("T", -1, 1.5, 2.0, 2.5));
    mixed.add(entry(CLIMATOLOGY, "T", -1, 3.0));
    mixed.add(entry(RIDGE, "T", -1, 1.2));
    List<Entry> worse = new ArrayList<>(row("T", -1, 1.5, 1.4, 1.3));
    worse.add(entry(RIDGE, "T", -1, 1.2));

    assertThat(judge(better).headline()).isEqualTo("Beats all 3 baselines, the best by 6.3%");
    assertThat(judge(better).sentence())
        .contains(
            "6.3% below that of the ridge regression (1.60), 25.0% below that of the last value"
                + " (2.00) and 40.0% below that of the same time last period (2.50)");
    assertThat(judge(mixed).headline()).isEqualTo("Beats 3 of 4 baselines, but not the best");
    assertThat(judge(mixed).sentence())
        .contains("m version 3 beats only 3 of the 4 baselines of T")
        .contains(
            "25.0% above that of the ridge regression (1.20), but 25.0% below that of the last"
                + " value (2.00), 40.0% below that of the same time last period (2.50) and 50.0%"
                + " below that of the climatology (3.00)");
    assertThat(judge(worse).headline())
        .isEqualTo("Beats none of the 3 baselines: 25.0% worse than the ridge regression");
  }

  @Test
  void neverShowsANumberThatIsNone() {
    assertThat(judge(row("T", -1, 1.0, 0.0, 0.0)).sentence())
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  private static Verdict judge(List<Entry> overall) {
    return judge(overall, List.of());
  }

  private static Verdict judge(List<Entry> overall, List<Entry> byLead) {
    return Verdict.of(
        ErrorRow.of(overall), ErrorRow.of(byLead), STEPS, "m version 3", "12 windows");
  }

  private static List<Entry> row(
      String target, int lead, double model, double lastValue, double lastPeriod) {
    return List.of(
        entry(MODEL, target, lead, model),
        entry(LAST_VALUE, target, lead, lastValue),
        entry(SAME_TIME_LAST_PERIOD, target, lead, lastPeriod));
  }

  private static Entry entry(Forecasts forecaster, String target, int lead, double mae) {
    return new Entry(forecaster, target, lead, "", 12, mae, mae, 0, Further.NONE);
  }
}
