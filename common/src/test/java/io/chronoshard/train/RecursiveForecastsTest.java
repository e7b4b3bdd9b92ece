package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.block.Block;
import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureExamples;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.Ensemble;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.JudgedRecursion;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Networks;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.RecursiveForecaster;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.BlockWindows.Needs;
import io.chronoshard.window.EpochOrder;
import io.chronoshard.window.MadeUpHistory;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network makes of its own forecasts. */
class RecursiveForecastsTest {

  private static final int WHOLE = 1024;

  /** A network of one dense layer over a made-up history, with scalers of no two columns alike. */
  private record Case(
      Configuration settings,
      MadeUpHistory made,
      float[] weights,
      Scaler inputs,
      TargetScaler targets) {

    Case(Configuration settings, MadeUpHistory made, float[] weights, ModelDesign design) {
      this(
          settings,
          made,
          weights,
          scaler(design.features().inputs().size(), 1),
          TargetScaler.of(scaler(design.features().targetColumns().size(), 2), design.features()));
    }

    static Case of(MadeUpHistory made, float[] weights, String... keys) {
      List<String> all =
          new ArrayList<>(
              List.of(
                  "split.fraction { training = 0.4, validation = 0.1 }",
                  "model.layers = [{ type = flatten }]"));
      all.addAll(List.of(keys));
      Configuration settings = ConfigurationReader.read(Optional.empty(), all);
      return new Case(settings, made, weights, design(settings, made, WHOLE));
    }

    ModelDesign design(int blockSteps) {
      return design(settings, made, blockSteps);
    }

    private static ModelDesign design(Configuration settings, MadeUpHistory made, int blockSteps) {
      return ModelDesign.of(settings, made.description(blockSteps), FeatureExamples.FACTS);
    }

    static Scaler scaler(int columns, int seed) {
      List<Scaler.Column> all = new ArrayList<>();
      List<Scaler.Column> own = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        all.add(new Scaler.Column(0.25 * column + 0.1 * seed, 1.5 + column + 0.1 * seed));
        own.add(new Scaler.Column(-0.5 * column, 1.2 + column + 0.2 * seed));
      }
      return new Scaler(all, Map.of("s1", own));
    }

    ModelNetwork network(ModelDesign design) {
      ModelNetwork network =
          ModelNetwork.fromJson(
              Networks.json(
                  design.architectures().get(0), settings.training(), design.objectives()));
      if (weights.length > 0) {
        assertThat(network.parameters().length()).isEqualTo(weights.length);
        NativeFloats.write(weights, weights.length, network.parameters());
      }
      return network;
    }

    private ForecastLayout layout(WindowShape shape, ModelDesign design) {
      return design.objectives().layout(shape, design.features().targetWidths());
    }

    RecursiveForecaster forecaster(ModelDesign design, int batch) {
      return recursion(
          new NetworkForecaster(
              new Ensemble(List.of(network(design)), List.of(1.0)),
              design.shape(),
              design.features().inputs().size(),
              new OwnUnits(targets(), layout(design.shape(), design)),
              batch),
          design,
          batch);
    }

    RecursiveForecaster recursion(Forecaster once, ModelDesign design, int batch) {
      Feedback feedback = design.feedback();
      return new RecursiveForecaster(
          once,
          feedback,
          layout(design.shape(), design),
          layout(feedback.far(), design),
          inputs(),
          batch);
    }

    /**
     * What is forecast of each window of the test part, or of all windows, by series and origin.
     */
    Map<String, float[]> forecasts(int blockSteps, int batch, Needs needs) {
      ModelDesign design = design(blockSteps);
      return forecasts(design, forecaster(design, batch), needs);
    }

    Map<String, float[]> forecasts(ModelDesign design, Forecaster forecaster, Needs needs) {
      History history = design.history();
      Parts parts = Parts.of(settings.split(), history);
      WindowShape far = design.feedback().far();
      WindowLayout layout =
          needs == Needs.INPUTS
              ? WindowLayout.forScoring(history, design.features(), far, parts)
              : WindowLayout.forEvaluation(history, design.features(), far, parts, 0);
      OriginRule rule = needs == Needs.INPUTS ? layout.everywhere() : layout.part(Part.TEST);
      int numbers = layout(far, design).numbers();
      Map<String, float[]> forecasts = new TreeMap<>();
      for (Block block : made.blocks(layout, rule)) {
        BlockWindows found = layout.windows(block.scaled(inputs()), rule, needs);
        WindowSet windows = new WindowSet(List.of(found));
        float[] out = new float[windows.size() * numbers];
        forecaster.forecast(windows, EpochOrder.ascending(windows.size()), 0, windows.size(), out);
        for (int window = 0; window < windows.size(); window++) {
          forecasts.put(
              block.id().series() + " " + windows.origin(window),
              Arrays.copyOfRange(out, window * numbers, (window + 1) * numbers));
        }
      }
      return forecasts;
    }
  }

  private static float[] random(int count, MersenneTwister random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return values;
  }

  private static Case mixed(long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    int length = 1 + random.nextInt(5);
    int row = 1 + random.nextInt(3);
    int horizon = 1 + random.nextInt(3);
    int times = 1 + random.nextInt(4);
    int width = 4;
    return Case.of(
        MadeUpHistory.random(seed, 2, 2, 0.005),
        random((length * width + 1) * horizon * 2, random),
        "features { channels = [c1, c0], calendar = [hour-of-day] }",
        "window { length = " + length + ", sampling = " + row + ", lead = " + row + " }",
        "window { horizon = " + horizon + ", spacing = " + row + " }",
        "window.targets = [{ type = difference, channel = c0 }, c1]",
        "model.recursive = " + times);
  }

  /** The same arithmetic, one window after the other, in double. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void eachTimeReadsWhatTheTimesBeforeForecast(long seed) {
    Case made = mixed(seed);
    ModelDesign design = made.design(WHOLE);
    WindowShape near = design.shape();
    int outputs = near.horizon() * 2;
    int read = near.length() * 4;
    Map<String, float[]> found = made.forecasts(WHOLE, 7, Needs.INPUTS_AND_TARGETS);
    assertThat(found).isNotEmpty();
    found.forEach(
        (window, forecast) -> {
          String series = window.split(" ", -1)[0];
          long origin = Long.parseLong(window.split(" ", -1)[1]);
          List<Scaler.Column> in = made.inputs().of(series);
          List<Scaler.Column> out = made.targets().maps().of(series);
          Map<Long, double[]> known = new TreeMap<>();
          for (int at = 0; at < near.length(); at++) {
            long step = origin + near.inputs().get(0).at(at);
            known.put(
                step,
                new double[] {
                  made.made().value(series, step, 0), made.made().value(series, step, 1)
                });
          }
          for (int time = 0; time < design.feedback().times(); time++) {
            long from = origin + (long) time * design.feedback().shift();
            double[] window0 = new double[read];
            for (int at = 0; at < near.length(); at++) {
              long step = from + near.inputs().get(0).at(at);
              double angle = 2 * StrictMath.PI * Math.floorMod(step, 144) / 144;
              double[] own = {
                known.get(step)[1], known.get(step)[0], StrictMath.sin(angle), StrictMath.cos(angle)
              };
              for (int column = 0; column < 4; column++) {
                window0[at * 4 + column] =
                    (own[column] - in.get(column).shift()) / in.get(column).divisor();
              }
            }
            for (int at = 0; at < near.horizon(); at++) {
              double[] values = new double[2];
              for (int target = 0; target < 2; target++) {
                int output = at * 2 + target;
                double sum = made.weights()[read * outputs + output];
                for (int i = 0; i < read; i++) {
                  sum += made.weights()[i * outputs + output] * window0[i];
                }
                values[target] = sum * out.get(target).divisor() + out.get(target).shift();
              }
              values[0] += known.get(from)[0];
              known.put(from + near.leadOf(at), values);
              int place = (time * near.horizon() + at) * 2;
              assertThat((double) forecast[place]).isCloseTo(values[0], within(2e-3));
              assertThat((double) forecast[place + 1]).isCloseTo(values[1], within(2e-3));
            }
          }
        });
  }

  /** What is known ahead may be unknown here and there, by one rule however rows are laid out. */
  @ParameterizedTest(name = "unknown = {0}, {1} rows, horizon {2}")
  @CsvSource({"mean, 3, 1", "mean, 1, 2", "mean, 2, 3", "mask, 3, 1", "mask, 2, 3", "drop, 3, 1"})
  void unknownInputsAheadAreTakenAsThoseOfThePast(String unknown, int length, int horizon) {
    String least = unknown.equals("mask") ? ", least-rows = 1" : "";
    for (long seed = 1; seed <= 5; seed++) {
      MadeUpHistory history = MadeUpHistory.random(seed, 2, 2, 0.25);
      Case made =
          Case.of(
              history,
              new float[0],
              "features { channels = [c0, c1], known-ahead = [c1] }",
              "window { length = " + length + ", horizon = " + horizon + ", targets = [c0] }",
              "window { unknown = " + unknown + least + " }",
              "model.layers = [{ type = simple-rnn, units = 2 }]",
              "model.recursive = 3");
      Map<String, float[]> found = made.forecasts(WHOLE, 7, Needs.INPUTS);
      assertThat(found.values())
          .allSatisfy(forecast -> assertThat(forecast).doesNotContain(Float.NaN));
      for (SeriesExtent series : history.description(WHOLE).series()) {
        for (long origin = series.fromStep() + length;
            origin + 3L * horizon < series.toStep();
            origin++) {
          boolean isUsed = true;
          for (int time = 0; time < 3; time++) {
            isUsed &=
                isUsed(
                    history, series.name(), origin + (long) time * horizon, length, time, unknown);
          }
          assertThat(found.containsKey(series.name() + " " + origin))
              .as("seed %d, series %s, origin %d", seed, series.name(), origin)
              .isEqualTo(isUsed);
        }
      }
    }
  }

  /** The first time reads both channels, the others read on in what is known ahead. */
  private static boolean isUsed(
      MadeUpHistory made, String series, long last, int length, int time, String unknown) {
    List<Boolean> rows = new ArrayList<>();
    boolean isBlank = true;
    for (long step = last - length + 1; step <= last; step++) {
      boolean first = time > 0 || !Float.isNaN(made.value(series, step, 0));
      boolean second = !Float.isNaN(made.value(series, step, 1));
      rows.add(first && second);
      isBlank &= !second && (time > 0 || !first);
    }
    return switch (unknown) {
      case "mean" -> !isBlank;
      case "mask" -> rows.get(rows.size() - 1);
      default -> !rows.contains(false);
    };
  }

  /** x(t + 1) = a x(t) + b goes on as aⁿ x + b (aⁿ - 1) / (a - 1). */
  @Test
  void aLineOfItsOwnForecastsHasTheClosedForm() {
    double a = 0.9;
    double b = 0.7;
    Scaler.Column in = Case.scaler(1, 1).columns().get(0);
    Scaler.Column out = Case.scaler(1, 2).columns().get(0);
    // In scaled units, so that x itself becomes a x + b.
    float weight = (float) (a * in.divisor() / out.divisor());
    float bias = (float) ((a * in.shift() + b - out.shift()) / out.divisor());
    MadeUpHistory made = MadeUpHistory.random(3, 1, 1, 0);
    Case line =
        Case.of(
            made,
            new float[] {0, 0, weight, bias},
            "window { length = 3, targets = [c0] }",
            "model.recursive = 24");
    Map<String, float[]> found = line.forecasts(16, 5, Needs.INPUTS);
    assertThat(found).hasSizeGreaterThan(30);
    found.forEach(
        (window, forecast) -> {
          long origin = Long.parseLong(window.split(" ", -1)[1]);
          double x = made.value("s0", origin, 0);
          assertThat(forecast).hasSize(24);
          for (int lead = 1; lead <= 24; lead++) {
            double power = StrictMath.pow(a, lead);
            assertThat((double) forecast[lead - 1])
                .isCloseTo(power * x + b * (power - 1) / (a - 1), within(1e-4));
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neitherBlocksNorMinibatchesNorWhatIsAskedForMatter(long seed) {
    Case made = mixed(seed);
    Map<String, float[]> whole = made.forecasts(WHOLE, 256, Needs.INPUTS_AND_TARGETS);
    Map<String, float[]> scored = made.forecasts(WHOLE, 256, Needs.INPUTS);
    assertThat(scored.keySet()).containsAll(whole.keySet());
    for (int blockSteps : new int[] {1, 3, 16, 50}) {
      Map<String, float[]> cut = made.forecasts(blockSteps, blockSteps, Needs.INPUTS_AND_TARGETS);
      assertThat(cut.keySet()).isEqualTo(whole.keySet());
      whole.forEach(
          (window, forecast) -> {
            assertThat(cut.get(window)).containsExactly(forecast);
            assertThat(scored.get(window)).containsExactly(forecast);
          });
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void nothingBehindAnOriginMatters(long seed) {
    Case made = mixed(seed);
    Map<String, float[]> all = made.forecasts(WHOLE, 256, Needs.INPUTS);
    long cut =
        all.keySet().stream()
                .mapToLong(one -> Long.parseLong(one.split(" ", -1)[1]))
                .min()
                .orElse(0)
            + 40;
    Case disturbed =
        new Case(
            made.settings(),
            made.made().disturbedFrom(cut, seed),
            made.weights(),
            made.inputs(),
            made.targets());
    Map<String, float[]> after = disturbed.forecasts(WHOLE, 256, Needs.INPUTS);
    all.forEach(
        (window, forecast) -> {
          if (Long.parseLong(window.split(" ", -1)[1]) < cut) {
            assertThat(after.get(window)).as(window).containsExactly(forecast);
          }
        });
  }

  /** A column that is known ahead is read as it is, and must be known for a window to be there. */
  @Test
  void whatIsKnownAheadIsReadWhereItLies() {
    Case made =
        Case.of(
            MadeUpHistory.random(5, 1, 2, 0),
            // The sum of what is read: of c0 and c1 at the origin.
            new float[] {1, 1, 0},
            "features { channels = [c0, c1], known-ahead = [c1] }",
            "window { length = 1, targets = [c0] }",
            "model.recursive = 3");
    Map<String, float[]> found = made.forecasts(8, 4, Needs.INPUTS);
    Scaler.Column c0 = made.inputs().columns().get(0);
    Scaler.Column c1 = made.inputs().columns().get(1);
    Scaler.Column out = made.targets().maps().columns().get(0);
    History history = made.made().description(8);
    long to = history.series().get(0).toStep();
    assertThat(found).hasSize((int) history.series().get(0).steps() - 2).isNotEmpty();
    found.forEach(
        (window, forecast) -> {
          long origin = Long.parseLong(window.split(" ", -1)[1]);
          assertThat(origin).isLessThan(to - 2);
          double x = made.made().value("s0", origin, 0);
          for (int lead = 1; lead <= 3; lead++) {
            double plan = made.made().value("s0", origin + lead - 1, 1);
            x =
                ((x - c0.shift()) / c0.divisor() + (plan - c1.shift()) / c1.divisor())
                        * out.divisor()
                    + out.shift();
            assertThat((double) forecast[lead - 1]).isCloseTo(x, within(1e-4));
          }
        });
  }

  @Test
  void ofQuantilesTheMedianIsFedBackAndOfGaussiansTheMean() {
    // One row of one input; the median is twice what is read, the others lie beside it.
    Case quantiles =
        Case.of(
            MadeUpHistory.random(6, 1, 1, 0),
            new float[] {2, 2, 2, -1, 0, 1},
            "window { length = 1, targets = [c0] }",
            "training { loss = quantiles, quantiles = [0.1, 0.5, 0.9] }",
            "model.recursive = 4");
    Scaler.Column in = quantiles.inputs().columns().get(0);
    Scaler.Column out = quantiles.targets().maps().columns().get(0);
    quantiles
        .forecasts(WHOLE, 16, Needs.INPUTS)
        .forEach(
            (window, forecast) -> {
              double x = quantiles.made().value("s0", Long.parseLong(window.split(" ", -1)[1]), 0);
              for (int lead = 0; lead < 4; lead++) {
                double scaled = 2 * (x - in.shift()) / in.divisor();
                for (int level = 0; level < 3; level++) {
                  assertThat((double) forecast[lead * 3 + level])
                      .isCloseTo((scaled + level - 1) * out.divisor() + out.shift(), within(1e-3));
                }
                x = forecast[lead * 3 + 1];
              }
            });
    Case gaussian =
        Case.of(
            MadeUpHistory.random(6, 1, 1, 0),
            new float[] {2, 0, 1, 3},
            "window { length = 1, targets = [c0] }",
            "training.loss = gaussian",
            "model.recursive = 4");
    gaussian
        .forecasts(WHOLE, 16, Needs.INPUTS)
        .forEach(
            (window, forecast) -> {
              double x = gaussian.made().value("s0", Long.parseLong(window.split(" ", -1)[1]), 0);
              for (int lead = 0; lead < 4; lead++) {
                double scaled = 2 * (x - in.shift()) / in.divisor() + 1;
                x = scaled * out.divisor() + out.shift();
                assertThat((double) forecast[lead * 2]).isCloseTo(x, within(1e-2));
                assertThat(forecast[lead * 2 + 1]).isCloseTo(forecast[1], within(1e-5f));
                x = forecast[lead * 2];
              }
            });
  }

  /** Two inputs, of which one is read at the forecast steps, a static one, and two heads. */
  @Test
  void aGraphReadsItsInputsWhereEachTimeHasThem() {
    Case made =
        Case.of(
            MadeUpHistory.random(9, 2, 3, 0.01),
            new float[0],
            "features { channels = [c0, c1, c2], calendar = [hour-of-day] }",
            "window { length = 4, sampling = 2, lead = 2, horizon = 2, spacing = 2, targets = [c0,"
                + " c1] }",
            "model.layers = null",
            """
            model {
              inputs = [{ name = past, columns = [c0, c1, "hour*"] }, { name = ahead, kind = ahead },
                { name = site, kind = static, columns = [c2] }]
              graph = [
                { name = a, from = past, type = lstm, units = 3 }
                { name = b, from = ahead, type = flatten }
                { name = all, from = [a, b, site], type = concatenate }
              ]
              outputs = [{ name = warm, targets = [c0] }, { name = wet, from = a, targets = [c1] }]
              recursive = 3
            }\
            """);
    ModelDesign design = made.design(WHOLE);
    assertThat(design.feedback().held()).containsExactly(2);
    assertThat(design.feedback().known()).containsExactly(3, 4);
    assertThat(design.feedback().far().heads().get(1).count()).isEqualTo(6);
    Map<String, float[]> whole = made.forecasts(WHOLE, 64, Needs.INPUTS);
    Map<String, float[]> cut = made.forecasts(16, 3, Needs.INPUTS);
    assertThat(whole).isNotEmpty();
    assertThat(cut.keySet()).isEqualTo(whole.keySet());
    whole.forEach(
        (window, forecast) -> {
          assertThat(forecast).hasSize(12).doesNotContain(Float.NaN);
          assertThat(cut.get(window)).containsExactly(forecast);
        });
  }

  /** The loss of all times is that of their forecasts in scaled units. */
  @Test
  void theLossIsOverAllTimes() {
    Case made = mixed(11);
    ModelDesign design = made.design(WHOLE);
    RecursiveForecaster forecaster = made.forecaster(design, 4096);
    ForecastLayout far = made.layout(design.feedback().far(), design);
    OwnUnits units = new OwnUnits(made.targets(), far);
    JudgedRecursion judged = new JudgedRecursion(forecaster, units, design.objectives(), 4096);
    Parts parts = Parts.of(made.settings().split(), design.history());
    WindowLayout layout =
        WindowLayout.forEvaluation(
            design.history(), design.features(), design.feedback().far(), parts, 0);
    OriginRule rule = layout.part(Part.TEST);
    Block block = made.made().blocks(layout, rule).get(0).scaled(made.inputs());
    WindowSet windows =
        new WindowSet(List.of(layout.windows(block, rule, Needs.INPUTS_AND_TARGETS)));
    float[] out = new float[windows.size() * far.numbers()];
    judged.forecast(windows, EpochOrder.ascending(windows.size()), 0, windows.size(), out);
    List<Scaler.Column> maps = made.targets().maps().of(block.id().series());
    for (int window = 0; window < windows.size(); window++) {
      long origin = windows.origin(window);
      double sum = 0;
      for (int value = 0; value < far.values().size(); value++) {
        double actual = block.targets().at(origin + far.values().lead(value), value % 2);
        double off = out[window * far.numbers() + value] - actual;
        sum += Math.abs(off) / maps.get(value % 2).divisor();
      }
      assertThat(judged.losses(window)).hasSize(1);
      assertThat(judged.losses(window)[0]).isCloseTo(sum / far.values().size(), within(1e-4));
    }
  }

  @Test
  void onceIsAsItWas() {
    ModelDesign design =
        Case.of(MadeUpHistory.random(1, 1, 2, 0), new float[0], "window.targets = [c0]")
            .design(WHOLE);
    assertThat(design.feedback().isGiven()).isFalse();
    assertThat(design.feedback().far()).isEqualTo(design.shape());
  }

  private static void assertRefused(String expected, String... keys) {
    assertThatThrownBy(() -> Case.of(MadeUpHistory.random(1, 1, 2, 0), new float[0], keys))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void whatNobodyKnowsIsRefusedByName() {
    assertRefused(
        "model.recursive = 5: the input \"c1\" is none of window.targets, as a value or a"
            + " difference, and not known ahead",
        "window.targets = [c0]",
        "model.recursive = 5");
    assertRefused(
        "the input \"c0 2 steps ago\" is none of window.targets",
        "features { channels = [c0], derived = [{ type = lag, channel = c0, steps = 2 }] }",
        "window.targets = [c0]",
        "model.recursive = 5");
    assertRefused(
        "the input \"c0\" is none of window.targets",
        "features.channels = [c0]",
        "window.targets = [{ type = passes, channel = c0, above = 1 }]",
        "model.recursive = 2");
  }

  @Test
  void rowsThatAreNotReadNextAreRefusedWithBothNumbers() {
    String[] most = {"features.channels = [c0]", "window.targets = [c0]", "model.recursive = 2"};
    assertRefused("the lead is 2, the sampling of window is 1", with(most, "window.lead = 2"));
    assertRefused(
        "the lead is 3, the spacing of output is 2",
        with(most, "window { lead = 3, sampling = 3, horizon = 2, spacing = 2 }"));
    assertRefused("with window.lead = 0", with(most, "window.lead = 0"));
    assertRefused(
        "b has the lead 1 and the horizon 3 where a has 1 and 1",
        with(
            most,
            "model.layers = null",
            "model.graph = [{ name = n, from = window, type = lstm, units = 2 }]",
            "model.outputs = [{ name = a }, { name = b, horizon = 3 }]"));
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
