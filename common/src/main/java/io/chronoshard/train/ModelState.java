package io.chronoshard.train;

import io.chronoshard.layer.NativeFloats;
import io.chronoshard.model.ModelNetwork;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that training changes in a network.
 *
 * @param parameters all layers' parameters, in Deeplearning4j's flat order
 * @param updater the updater's state in its flat order; empty where it has none
 * @param iteration minibatches that the updater has seen
 * @param epoch epochs that are done
 * @param rateFactor what the learning rate is multiplied by from here on, beside its schedule
 */
public record ModelState(
    float[] parameters, float[] updater, int iteration, int epoch, double rateFactor) {

  /** A state from which training goes on at the learning rate of its schedule. */
  public ModelState(float[] parameters, float[] updater, int iteration, int epoch) {
    this(parameters, updater, iteration, epoch, 1);
  }

  /** The state of a network, copied. */
  public static ModelState of(ModelNetwork network) {
    INDArray updater = network.updaterState();
    return new ModelState(
        NativeFloats.read(network.parameters()),
        updater == null ? new float[0] : NativeFloats.read(updater),
        network.iteration(),
        network.epoch());
  }

  /** Gives this state to a network of the same configuration. */
  public void into(ModelNetwork network) {
    INDArray state = network.updaterState();
    long updaterLength = state == null ? 0 : state.length();
    if (network.parameters().length() != parameters.length || updaterLength != updater.length) {
      throw new IllegalArgumentException(
          "a state of "
              + parameters.length
              + " parameters and "
              + updater.length
              + " values of the updater for a network of "
              + network.parameters().length()
              + " and "
              + updaterLength);
    }
    NativeFloats.write(parameters, parameters.length, network.parameters());
    if (state != null) {
      NativeFloats.write(updater, updater.length, state);
    }
    network.count(iteration, epoch);
  }

  /**
   * The same state before the first epoch of another training, at the learning rate of its
   * schedule: what the updater has seen stays.
   */
  public ModelState beforeEpochs() {
    return new ModelState(parameters, updater, iteration, 0);
  }

  /** Whether another state is one of the same networks, by its sizes. */
  public boolean isLike(ModelState other) {
    return parameters.length == other.parameters.length && updater.length == other.updater.length;
  }

  /** The epoch that follows on this state, from 1. */
  public int nextEpoch() {
    return epoch + 1;
  }

  /** The same state with another epoch done. */
  ModelState afterEpoch() {
    return new ModelState(parameters, updater, iteration, epoch + 1, rateFactor);
  }

  /** The same state, with another factor of the learning rate. */
  public ModelState withRateFactor(double factor) {
    return factor == rateFactor
        ? this
        : new ModelState(parameters, updater, iteration, epoch, factor);
  }

  /** The same state, with other parameters. */
  ModelState withParameters(float[] others) {
    return withValues(others, updater);
  }

  /** The same account, with other values. */
  ModelState withValues(float[] otherParameters, float[] otherUpdater) {
    return new ModelState(otherParameters, otherUpdater, iteration, epoch, rateFactor);
  }

  /**
   * SHA-256 over the bits of all values, in hexadecimal digits; equal states have equal hashes on
   * any machine.
   */
  public String hash() {
    MessageDigest digest = sha256();
    add(digest, parameters);
    add(digest, updater);
    digest.update(
        ByteBuffer.allocate(16).putInt(iteration).putInt(epoch).putDouble(rateFactor).array());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The same over parameters alone: what can be computed again of a network that is kept. */
  public static String hash(float[] parameters) {
    MessageDigest digest = sha256();
    add(digest, parameters);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
    digest.update(bytes.putInt(values.length).flip());
    bytes.clear();
    for (float value : values) {
      if (!bytes.hasRemaining()) {
        digest.update(bytes.flip());
        bytes.clear();
      }
      bytes.putInt(Float.floatToIntBits(value));
    }
    digest.update(bytes.flip());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelState that
        && iteration == that.iteration
        && epoch == that.epoch
        && Double.compare(rateFactor, that.rateFactor) == 0
        && Arrays.equals(parameters, that.parameters)
        && Arrays.equals(updater, that.updater);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(parameters) + Arrays.hashCode(updater))
        + 31 * iteration
        + epoch
        + Double.hashCode(rateFactor);
  }

  @Override
  public String toString() {
    return "ModelState("
        + parameters.length
        + " parameters, iteration "
        + iteration
        + ", epoch "
        + epoch
        + ", rate times "
        + rateFactor
        + ", "
        + hash()
        + ")";
  }
}
