package io.chronoshard.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of a layer of ours as Deeplearning4j sees them, one array behind the other. */
final class KernelParameters implements ParamInitializer {

  static final KernelParameters INSTANCE = new KernelParameters();

  /** A layer's configuration that has such parameters. */
  interface Owner {

    /** The arrays, in the order in which they lie. */
    List<Part> parts();

    /**
     * Refuses sizes that are missing or negative.
     *
     * @throws IllegalStateException in the layer's own words
     */
    void requireSizes();
  }

  /** What an array begins with. */
  interface Beginning {

    /**
     * Fills it.
     *
     * @param stream tells arrays of one seed apart
     */
    void fill(float[] values, long seed, long stream);
  }

  /** What an array is to an updater. */
  enum Use {
    /** Weights, which regularisation keeps small. */
    WEIGHTS,
    /** Biases, which it leaves alone. */
    BIAS
  }

  /**
   * One array.
   *
   * @param key its name in the layer
   * @param use weights or biases
   * @param shape in C order
   * @param beginning what it begins with
   */
  record Part(String key, Use use, List<Integer> shape, Beginning beginning) {

    int length() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    private long[] dimensions() {
      return shape.stream().mapToLong(Integer::longValue).toArray();
    }
  }

  private KernelParameters() {}

  private static List<Part> parts(Layer layer) {
    return ((Owner) layer).parts();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    ((Owner) layer).requireSizes();
    return parts(layer).stream().mapToLong(Part::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return parts(layer).stream().map(Part::key).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(layer, Use.WEIGHTS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(layer, Use.BIAS);
  }

  private static List<String> keys(Layer layer, Use use) {
    return parts(layer).stream().filter(part -> part.use == use).map(Part::key).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialize) {
    Layer layer = conf.getLayer();
    paramKeys(layer).forEach(conf::addVariable);
    Map<String, INDArray> table = views(layer, view);
    if (initialize) {
      long stream = layer.getLayerName() == null ? 0 : layer.getLayerName().hashCode();
      int number = 0;
      for (Part part : parts(layer)) {
        float[] values = new float[part.length()];
        part.beginning.fill(values, conf.getSeed(), 64 * stream + number++);
        INDArray begin = Nd4j.createFromArray(values).reshape('c', part.dimensions());
        Objects.requireNonNull(table.get(part.key)).assign(begin);
      }
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    return views(conf.getLayer(), view);
  }

  private static Map<String, INDArray> views(Layer layer, INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long at = 0;
    for (Part part : parts(layer)) {
      long end = at + part.length();
      INDArray values = flat.get(NDArrayIndex.interval(at, end));
      table.put(part.key, values.reshape('c', part.dimensions()));
      at = end;
    }
    return table;
  }
}
