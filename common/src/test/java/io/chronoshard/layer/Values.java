package io.chronoshard.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of random numbers that floats hold exactly, and their comparison. */
final class Values {

  private Values() {}

  static INDArray of(long seed, DataType type, long... shape) {
    Random random = new Random(seed);
    INDArray made = Nd4j.create(type, shape);
    for (long i = 0; i < made.length(); i++) {
      made.putScalar(i, (float) random.nextGaussian());
    }
    return made;
  }

  static void assertClose(INDArray floats, INDArray doubles) {
    assertThat(floats.shape()).isEqualTo(doubles.shape());
    assertThat(floats.dup('c').ravel().toDoubleVector())
        .containsExactly(doubles.dup('c').ravel().toDoubleVector(), within(2e-6));
  }
}
