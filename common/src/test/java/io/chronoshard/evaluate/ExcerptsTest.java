package io.chronoshard.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.block.BlockId;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluation.Drawn;
import io.chronoshard.evaluate.Evaluation.Excerpt;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ErrorSums;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptsTest {

  private static final List<Forecasts> COMPARED =
      List.of(Forecasts.MODEL, Forecasts.LAST_VALUE, Forecasts.BASE_RATE);

  @Test
  void aBandGoesWithTheForecast() {
    Excerpt excerpt = excerpt(new QuantilesForm(List.of(0.1, 0.9)));
    assertThat(excerpt.drawn().kind()).isEqualTo(Drawn.Kind.VALUE);
    assertThat(excerpt.drawn().band()).isEqualTo("quantiles 0.1 to 0.9");
    assertThat(excerpt.model()).containsExactly(2, 12);
    assertThat(excerpt.drawn().lower()).containsExactly(1, 11);
    assertThat(excerpt.drawn().upper()).containsExactly(3, 13);
  }

  /** Of origins 1 and 0, which are drawn in their order, that of 1. */
  @Test
  void windowsThatWereToldAnomalousAreMarked() {
    assertThat(excerpt(new QuantilesForm(List.of(0.1, 0.9))).alarms()).containsExactly(1);
  }

  @Test
  void probabilitiesAndClassesAreDrawnAsWhatTheyAre() {
    Drawn event = excerpt(new ProbabilityForm()).drawn();
    assertThat(event.kind()).isEqualTo(Drawn.Kind.PROBABILITY);
    assertThat(event.lower()).isEmpty();
    Drawn classes = excerpt(new ClassesForm(List.of("low", "high"))).drawn();
    assertThat(classes.kind()).isEqualTo(Drawn.Kind.CLASS);
    assertThat(classes.classes()).containsExactly("low", "high");
  }

  @Test
  void theBaselineIsTheFirstThatSaysAnythingOfTheTarget() {
    assertThat(excerpt(new ProbabilityForm()).baseline()).isEqualTo(Forecasts.BASE_RATE);
  }

  private static Excerpt excerpt(ForecastForm form) {
    WindowTargets values = new WindowTargets(new WindowShape(1, 1, 1, 1, 1, 1), 1);
    ErrorTable errors =
        new ErrorTable(
            2,
            List.of(
                List.of(ErrorSums.empty(form, 1)),
                List.of(ErrorSums.NOTHING),
                List.of(ErrorSums.empty(form, 1))));
    List<ExcerptPoint> points = List.of(point(1), point(0));
    BlockEvaluation block =
        new BlockEvaluation(
            new BlockId("a", 0),
            new WindowCounts(2, 2, 0, 0),
            0,
            errors,
            errors,
            new long[1],
            List.of(0.5),
            points,
            BlockAlarms.NONE);
    List<Excerpt> excerpts =
        new Excerpts(values, TimeAxis.rows(), List.of("x"), COMPARED).of(errors, List.of(block));
    assertThat(excerpts).hasSize(1);
    return excerpts.get(0);
  }

  private static ExcerptPoint point(int origin) {
    float first = 10 * origin;
    return new ExcerptPoint(
        "a",
        origin,
        new float[] {first},
        new float[] {first + 2},
        new float[] {first + 1},
        new float[] {first + 3},
        new float[] {first + 4},
        origin == 1);
  }
}
