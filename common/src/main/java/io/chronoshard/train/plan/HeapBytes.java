package io.chronoshard.train.plan;

/**
 * What arrays and objects take on the heap of a 64-bit JVM whose references have four bytes, which
 * is what one of less than 32 GiB has.
 */
final class HeapBytes {

  private static final long ARRAY_HEADER = 16;
  private static final long ALIGNMENT = 8;

  private HeapBytes() {}

  /** Of an array of numbers of four bytes. */
  static long ofFours(long length) {
    return aligned(ARRAY_HEADER + 4 * length);
  }

  /** Of an array of bytes. */
  static long ofBytes(long length) {
    return aligned(ARRAY_HEADER + length);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
