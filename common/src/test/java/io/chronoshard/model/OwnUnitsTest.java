package io.chronoshard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.scale.TargetScaler.Base;
import io.chronoshard.scale.TargetScaler.Rule;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network gives, in the targets' own units and back. */
class OwnUnitsTest {

  private static final QuantilesForm QUANTILES = new QuantilesForm(List.of(0.1, 0.5, 0.9));

  /** Of each kind, and lives that are forecast as each kind of value. */
  private static final List<ForecastForm> FORMS =
      List.of(
          new ValueForm(),
          new GaussianForm(),
          QUANTILES,
          new LifeForm(new ValueForm()),
          new LifeForm(new GaussianForm()),
          new LifeForm(QUANTILES),
          new ProbabilityForm(),
          new ClassesForm(List.of("low", "high")));

  private static final WindowShape SHAPE = new WindowShape(2, 1, 1, 1, 3, 1);

  private static OwnUnits units(MersenneTwister random) {
    List<Integer> widths = FORMS.stream().map(ForecastForm::actuals).toList();
    int columns = widths.stream().mapToInt(Integer::intValue).sum();
    List<Rule> rules = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      rules.add(new Rule(random.nextBoolean() ? Base.ZERO : Base.ORIGIN, Target.NO_CAP));
    }
    Scaler maps = new Scaler(maps(random, columns), Map.of("own", maps(random, columns)));
    return new OwnUnits(
        new TargetScaler(maps, rules, widths),
        new ForecastLayout(new WindowTargets(SHAPE, widths), FORMS));
  }

  private static List<Scaler.Column> maps(MersenneTwister random, int columns) {
    List<Scaler.Column> maps = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      maps.add(new Scaler.Column(20 + 100 * random.nextDouble(), 2 + 30 * random.nextDouble()));
    }
    return maps;
  }

  private static Block block(MersenneTwister random, String series, int columns) {
    float[] targets = new float[8 * columns];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = 50 * random.nextFloat();
    }
    return new Block(
        new BlockId(series, 0),
        1,
        4,
        new Slice(0, 1, new float[5]),
        new Slice(0, columns, targets));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatIsBroughtToItsOwnUnitsAndScaledAgainIsWhatTheNetworkGave(long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    OwnUnits units = units(random);
    for (String series : List.of("own", "another")) {
      Block block = block(random, series, units.scaler().width());
      int numbers = units.layout().numbers();
      float[] given = new float[3 + numbers];
      for (int i = 0; i < given.length; i++) {
        given[i] = 0.1f + random.nextFloat();
      }
      float[] forecasts = given.clone();
      units.bring(block, 2, forecasts, 3);
      assertThat(forecasts[3]).isNotCloseTo(given[3], within(1f));
      units.scale(block, 2, forecasts, 3);
      for (int i = 0; i < given.length; i++) {
        assertThat(forecasts[i])
            .as("seed %d, series %s, number %d", seed, series, i)
            .isCloseTo(given[i], within(1e-4f));
      }
    }
  }
}
