package io.chronoshard.jobs.train;

import io.chronoshard.grid.Slice;
import io.chronoshard.model.Feedback;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.NativeMinibatch;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.model.Objectives;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.OwnUnits;
import io.chronoshard.model.Read;
import io.chronoshard.model.RecursiveForecaster;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.registry.Acceptance;
import io.chronoshard.registry.Samples;
import io.chronoshard.registry.Samples.Meaning;
import io.chronoshard.registry.Samples.Reading;
import io.chronoshard.registry.Samples.Unit;
import io.chronoshard.scale.Scalers;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.Minibatch;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network forecasts of single windows, with what it reads.
 *
 * @param feedback how forecasts become inputs
 * @param scalers of inputs and targets
 * @param objectives what is learned of the targets
 */
record SampleForecasts(Feedback feedback, Scalers scalers, Objectives objectives) {

  /**
   * The samples of some windows, each in a block of its own.
   *
   * @param network what forecasts
   * @param members the networks that it is made of, or itself where it tells series apart
   */
  Samples of(Outputs network, List<? extends Outputs> members, List<BlockWindows> windows) {
    WindowShape shape = feedback.near();
    Forecaster forecaster = forecaster(network);
    Minibatch minibatch = new Minibatch(1, shape, columns(), scalers.targets());
    NativeMinibatch memory = new NativeMinibatch(1, shape, columns(), scalers.targets().width());
    int[] widths = layout(feedback.far()).numbers(shape.heads().size());
    float[] forecast = new float[Arrays.stream(widths).sum()];
    List<Samples.Sample> samples = new ArrayList<>();
    for (BlockWindows cut : windows) {
      WindowSet window = new WindowSet(List.of(cut));
      forecaster.forecast(window, new int[] {0}, 0, 1, forecast);
      minibatch.fillInputs(window, new int[] {0}, 0, 1);
      samples.add(
          new Samples.Sample(
              cut.block().id().series(),
              window.origin(0),
              inputs(minibatch),
              base(cut, window.origin(0)),
              outputs(members, cut.block().id().series(), memory.read(minibatch)),
              forecasts(forecast, widths)));
    }
    return new Samples(
        shape.inputs().stream().map(SampleForecasts::reading).toList(), meanings(), samples);
  }

  private static float[] base(BlockWindows cut, long origin) {
    Slice targets = cut.block().targets();
    float[] base = new float[targets.width()];
    for (int column = 0; column < base.length; column++) {
      base[column] = targets.at(origin, column);
    }
    return base;
  }

  private List<List<Meaning>> meanings() {
    ForecastLayout layout = layout(feedback.near());
    List<List<Meaning>> heads = new ArrayList<>();
    feedback.near().heads().forEach(head -> heads.add(new ArrayList<>()));
    for (int value = 0; value < layout.values().size(); value++) {
      ForecastForm form = layout.form(value);
      for (int number = 0; number < form.width(); number++) {
        heads
            .get(layout.values().head(value))
            .add(new Meaning(unit(form, number), layout.values().column(value)));
      }
    }
    return heads;
  }

  private static Unit unit(ForecastForm form, int number) {
    if (form.isProbable()) {
      return Unit.NONE;
    }
    return form.hasDeviation() && number == 1 ? Unit.DEVIATION : Unit.SCALED;
  }

  private static Reading reading(Rows rows) {
    if (rows.form() != Rows.Form.SEQUENCE) {
      return Reading.VECTOR;
    }
    return rows.isMasked() ? Reading.MASKED : Reading.SEQUENCE;
  }

  private static List<List<float[]>> outputs(
      List<? extends Outputs> members, String series, Read window) {
    List<List<float[]>> all = new ArrayList<>();
    members.forEach(member -> all.add(Acceptance.outputs(member, series, window)));
    return all;
  }

  private Forecaster forecaster(Outputs network) {
    ForecastLayout near = layout(feedback.near());
    NetworkForecaster once =
        new NetworkForecaster(
            network, feedback.near(), columns(), new OwnUnits(scalers.targets(), near), 1);
    return feedback.isGiven()
        ? new RecursiveForecaster(once, feedback, near, layout(feedback.far()), scalers.inputs(), 1)
        : once;
  }

  private ForecastLayout layout(WindowShape shape) {
    return objectives.layout(shape, scalers.targets().widths());
  }

  /** Input columns of a block. */
  private int columns() {
    return scalers.inputs().columns().size();
  }

  private List<float[][]> inputs(Minibatch minibatch) {
    List<float[][]> all = new ArrayList<>();
    for (int input = 0; input < feedback.near().inputs().size(); input++) {
      int width = feedback.near().inputs().get(input).width(columns());
      float[][] rows = rows(minibatch.inputs(input), width);
      float[] mask = minibatch.mask(input);
      for (int row = 0; row < mask.length; row++) {
        rows[row] = mask[row] == 0 ? new float[0] : rows[row];
      }
      all.add(rows);
    }
    return all;
  }

  private List<float[][]> forecasts(float[] forecast, int[] widths) {
    List<float[][]> all = new ArrayList<>();
    int at = 0;
    for (int head = 0; head < widths.length; head++) {
      int end = at + widths[head];
      int rows = feedback.far().heads().get(head).count();
      all.add(rows(Arrays.copyOfRange(forecast, at, end), widths[head] / rows));
      at = end;
    }
    return all;
  }

  private static float[][] rows(float[] values, int width) {
    float[][] rows = new float[values.length / width][width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(values, row * width, rows[row], 0, width);
    }
    return rows;
  }
}
