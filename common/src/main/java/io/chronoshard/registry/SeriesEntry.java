package io.chronoshard.registry;

/**
 * One line of a version's list of the networks that are single series' own.
 *
 * @param series its name
 * @param seed that the network was trained with
 * @param hash of its parameters, {@link io.chronoshard.train.ModelState#hash(float[])}: as its file
 *     holds them, computed again whenever it is read
 * @param keptEpoch the epoch whose parameters were kept, from 1
 * @param epochs that were done
 * @param trainingWindows windows that it was trained on
 * @param error mean absolute error over the series' validation part, in the targets' own unit, or
 *     the loss of probabilities; no number (NaN) where nothing was validated
 * @param shared the same of the network of all series
 * @param offset bytes before its file in that of all
 * @param length bytes of its file
 * @param sha256 of its file, as 64 hexadecimal digits
 */
public record SeriesEntry(
    String series,
    long seed,
    String hash,
    int keptEpoch,
    int epochs,
    long trainingWindows,
    double error,
    double shared,
    long offset,
    int length,
    String sha256) {

  /** The same network where it lies. */
  SeriesEntry at(long newOffset, byte[] zip) {
    return new SeriesEntry(
        series,
        seed,
        hash,
        keptEpoch,
        epochs,
        trainingWindows,
        error,
        shared,
        newOffset,
        zip.length,
        Sha256.of(zip));
  }
}
