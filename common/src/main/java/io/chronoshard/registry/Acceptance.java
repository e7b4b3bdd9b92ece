package io.chronoshard.registry;

import io.chronoshard.config.TrainingSettings.Engine;
import io.chronoshard.error.StorageException;
import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.Outputs;
import io.chronoshard.model.Read;
import io.chronoshard.registry.Samples.Reading;
import io.chronoshard.registry.Samples.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Lets networks prove that they compute here what they computed where their version was made.
 *
 * @param modelHash what they are
 * @param exactness how alike it must be
 * @param samples windows, with what was computed of them
 */
public record Acceptance(String modelHash, Exactness exactness, Samples samples) {

  /** How far numbers may lie apart that Deeplearning4j's own layers compute, as shares of 1. */
  static final float TOLERANCE = 1e-4f;

  /** How alike numbers must be. */
  public enum Exactness {
    /** Layers of our own give the same bits on any machine, by whichever of their engines. */
    BITS,
    /**
     * Deeplearning4j's depend on its build and on the processor: numbers may lie apart by {@value
     * #TOLERANCE} of the larger of 1 and the number.
     */
    TOLERANCE
  }

  /** Of a version. */
  public static Acceptance of(VersionContents contents) {
    Provenance provenance = contents.provenance();
    return new Acceptance(
        provenance.modelHash(),
        provenance.engine().equals(Engine.DEEPLEARNING4J.toString())
            ? Exactness.TOLERANCE
            : Exactness.BITS,
        contents.samples());
  }

  /** Whether there is nothing to replay, and so nothing proved. */
  public boolean isVacuous() {
    return samples.windows().isEmpty();
  }

  /**
   * Replays all windows.
   *
   * @param networks the version's, in their order; one where series have networks of their own
   * @param source where they come from, for messages
   * @throws StorageException which names the first number that is another one
   */
  public void require(List<? extends Outputs> networks, String source) {
    for (Sample sample : samples.windows()) {
      String window =
          String.format(
              Locale.ROOT,
              "%s: the stored window of \"%s\" with the origin %d",
              source,
              sample.series(),
              sample.origin());
      if (sample.outputs().size() != networks.size()) {
        throw refused(
            window, "has outputs of %d networks, not %d", sample.outputs().size(), networks.size());
      }
      Read read = read(sample, window);
      for (int network = 0; network < networks.size(); network++) {
        List<float[]> given = outputs(networks.get(network), sample.series(), read, window);
        compare(sample.outputs().get(network), given, window + ", network " + (network + 1));
      }
    }
  }

  private static List<float[]> outputs(Outputs network, String series, Read read, String window) {
    try {
      return outputs(network, series, read);
    } catch (StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StorageException(
          window
              + " is none that the network can read: "
              + e.getMessage()
              + "; the version is damaged, choose another one",
          e);
    }
  }

  /** What a network gives for one window: the numbers of each head. */
  public static List<float[]> outputs(Outputs network, String series, Read window) {
    if (network.tellsSeriesApart()) {
      network.turnTo(series);
    }
    return Arrays.stream(network.outputs(window))
        .map(output -> NativeFloats.read(output.dup('c')))
        .toList();
  }

  private void compare(List<float[]> expected, List<float[]> given, String network) {
    if (given.size() != expected.size()) {
      throw refused(network, "gives %d outputs, not %d", given.size(), expected.size());
    }
    for (int head = 0; head < given.size(); head++) {
      String output = network + ", output " + (head + 1);
      float[] now = given.get(head);
      float[] then = expected.get(head);
      if (now.length != then.length) {
        throw refused(output, "gives %d numbers, not %d", now.length, then.length);
      }
      for (int i = 0; i < now.length; i++) {
        if (!isSame(now[i], then[i])) {
          throw refused(
              output,
              "number %d is %s here, and was %s where the version was made; this machine computes"
                  + " something else, or the version is damaged",
              i + 1,
              now[i],
              then[i]);
        }
      }
    }
  }

  private boolean isSame(float now, float then) {
    return Float.floatToIntBits(now) == Float.floatToIntBits(then)
        || (exactness == Exactness.TOLERANCE
            && Float.isFinite(then)
            && Math.abs(now - then) <= TOLERANCE * Math.max(1, Math.abs(then)));
  }

  private Read read(Sample sample, String window) {
    int count = samples.readings().size();
    if (sample.inputs().size() != count) {
      throw refused(window, "has %d inputs, not %d", sample.inputs().size(), count);
    }
    INDArray[] inputs = new INDArray[count];
    @Nullable INDArray[] masks = new INDArray[count];
    for (int input = 0; input < count; input++) {
      Reading reading = samples.readings().get(input);
      float[][] rows = sample.inputs().get(input);
      int width = width(rows, reading, window);
      INDArray values = Nd4j.createFromArray(values(rows, width));
      inputs[input] =
          reading == Reading.VECTOR
              ? values.reshape('f', 1, values.length())
              : values.reshape('f', 1, width, rows.length);
      if (reading == Reading.MASKED) {
        masks[input] = Nd4j.createFromArray(mask(rows)).reshape('c', 1, rows.length);
      }
    }
    return new Read(inputs, masks);
  }

  private static int width(float[][] rows, Reading reading, String window) {
    int width = 0;
    for (float[] row : rows) {
      width = Math.max(width, row.length);
    }
    for (float[] row : rows) {
      if (row.length != width && !(reading == Reading.MASKED && row.length == 0)) {
        throw refused(window, "has rows of %d and of %d values", row.length, width);
      }
    }
    if (width == 0) {
      throw refused(window, "has an input without values in %d rows", rows.length);
    }
    return width;
  }

  private static float[] values(float[][] rows, int width) {
    float[] values = new float[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, values, row * width, rows[row].length);
    }
    return values;
  }

  private static float[] mask(float[][] rows) {
    float[] mask = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      mask[row] = rows[row].length == 0 ? 0 : 1;
    }
    return mask;
  }

  private static StorageException refused(String what, String why, Object... values) {
    return new StorageException(
        what
            + " "
            + String.format(Locale.ROOT, why, values)
            + "; run models verify, or choose another version");
  }
}
