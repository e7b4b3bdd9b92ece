package io.chronoshard.registry;

import io.chronoshard.error.StorageException;
import io.chronoshard.grid.Slice;
import io.chronoshard.model.Ensemble;
import io.chronoshard.registry.Acceptance.Exactness;
import io.chronoshard.registry.Samples.Meaning;
import io.chronoshard.registry.Samples.Sample;
import io.chronoshard.registry.Samples.Unit;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets a version prove that what its networks gave still comes to the forecasts that it came to:
 * weighed together, and brought to the targets' own units. Of forecasts that become inputs the
 * first pass alone is looked at.
 *
 * @param together weighs the networks
 * @param scaler of the targets
 * @param exactness how alike the forecasts must be
 */
public record OwnForecasts(
    Ensemble together, TargetScaler scaler, Exactness exactness, Samples samples) {

  static OwnForecasts of(VersionContents contents) {
    return new OwnForecasts(
        new Ensemble(
            contents.members().stream().map(Member::network).toList(),
            contents.members().stream().map(Member::weight).toList()),
        contents.pipeline().targetScaler(),
        Acceptance.of(contents).exactness(),
        contents.samples());
  }

  /**
   * Compares all windows, whose networks' outputs were compared before.
   *
   * @param source where the version comes from, for messages
   * @throws StorageException which names the first forecast that is another one
   */
  public void require(String source) {
    for (Sample sample : samples.windows()) {
      String window =
          String.format(
              Locale.ROOT,
              "%s: the stored window of \"%s\" with the origin %d",
              source,
              sample.series(),
              sample.origin());
      List<float[][]> outputs = new ArrayList<>();
      sample.outputs().forEach(network -> outputs.add(network.toArray(float[][]::new)));
      float[][] heads = together.together(outputs);
      if (heads.length != samples.meanings().size() || heads.length != sample.forecasts().size()) {
        throw refused(
            window,
            "has %d outputs, and forecasts of %d with %d meanings",
            heads.length,
            sample.forecasts().size(),
            samples.meanings().size());
      }
      for (int head = 0; head < heads.length; head++) {
        require(sample, head, heads[head], window + ", output " + (head + 1));
      }
    }
  }

  private void require(Sample sample, int head, float[] outputs, String output) {
    List<Meaning> meanings = samples.meanings().get(head);
    float[] then = flat(sample.forecasts().get(head));
    if (outputs.length != meanings.size()
        || then.length < outputs.length
        || then.length % outputs.length != 0) {
      throw refused(
          output,
          "has %d numbers with %d meanings, and %d forecasts",
          outputs.length,
          meanings.size(),
          then.length);
    }
    for (int i = 0; i < outputs.length; i++) {
      String number = output + " number " + (i + 1);
      Meaning meaning = meanings.get(i);
      Scaler.Column map = map(sample, meaning, number);
      float now = own(sample, meaning, map, outputs[i]);
      if (!isSame(now, then[i], map)) {
        throw refused(
            number,
            "comes to the forecast %s here, and came to %s where the version was made; this release"
                + " computes something else, or the version is damaged",
            now,
            then[i]);
      }
    }
  }

  private Scaler.Column map(Sample sample, Meaning meaning, String number) {
    if (meaning.unit() == Unit.NONE) {
      return Scaler.Column.IDENTITY;
    }
    int columns =
        meaning.unit() == Unit.SCALED
            ? Math.min(scaler.width(), sample.base().length)
            : scaler.width();
    if (meaning.column() < 0 || meaning.column() >= columns) {
      throw refused(
          number, "is of the target column %d, and there are %d", meaning.column(), columns);
    }
    return scaler.maps().of(sample.series()).get(meaning.column());
  }

  private float own(Sample sample, Meaning meaning, Scaler.Column map, float output) {
    return switch (meaning.unit()) {
      case NONE -> output;
      case DEVIATION -> (float) (output * map.divisor());
      case SCALED ->
          scaler.unscale(
              meaning.column(),
              map,
              output,
              new Slice(sample.origin(), sample.base().length, sample.base()),
              sample.origin());
    };
  }

  private boolean isSame(float now, float then, Scaler.Column map) {
    return Float.floatToIntBits(now) == Float.floatToIntBits(then)
        || (exactness == Exactness.TOLERANCE
            && Math.abs(now - then)
                <= Acceptance.TOLERANCE * Math.max(Math.abs(map.divisor()), Math.abs(then)));
  }

  private static float[] flat(float[][] rows) {
    int count = 0;
    for (float[] row : rows) {
      count += row.length;
    }
    float[] flat = new float[count];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, flat, at, row.length);
      at += row.length;
    }
    return flat;
  }

  private static StorageException refused(String what, String why, Object... values) {
    return new StorageException(
        what + " " + String.format(Locale.ROOT, why, values) + "; choose another version");
  }
}
