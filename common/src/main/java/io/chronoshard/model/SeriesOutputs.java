package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The networks of single series, and one that stands in for those that have none: one network in
 * memory that takes on the parameters of the series whose turn it is.
 */
public final class SeriesOutputs implements Outputs {

  private final ModelNetwork network;
  private final float[] all;
  private final SeriesParameters series;
  private String turn = "";

  /**
   * Of networks that differ by their parameters alone.
   *
   * @param all the network that stands in
   * @param series parameters of the others
   */
  public SeriesOutputs(FrozenNetwork all, SeriesParameters series) {
    this(all.network(), series);
  }

  /**
   * The same over a network that is there already.
   *
   * @param network the one that stands in; its parameters become those of series
   */
  public SeriesOutputs(ModelNetwork network, SeriesParameters series) {
    this.network = network;
    this.all = NativeFloats.read(network.parameters());
    this.series = series;
  }

  @Override
  public boolean tellsSeriesApart() {
    return true;
  }

  @Override
  public void turnTo(String name) {
    if (name.equals(turn)) {
      return;
    }
    float[] parameters = series.of(name).orElse(all);
    if (parameters.length != all.length) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d parameters of \"%s\" for a network of %d",
              parameters.length,
              name,
              all.length));
    }
    NativeFloats.write(parameters, parameters.length, network.parameters());
    turn = name;
  }

  @Override
  public INDArray[] outputs(Read minibatch) {
    return network.outputs(minibatch);
  }
}
