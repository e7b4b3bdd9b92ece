package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Text that is built in memory that is used again: UTF-8, of which numbers are made in place. */
final class TextBuffer {

  /** A sign, the digits of a long and a point. */
  private static final int LONGEST_NUMBER = 24;

  private byte[] bytes = new byte[1024];
  private int length;

  /** The text as bytes of UTF-8. */
  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /** The memory that holds the text, from 0 to {@link #length}, until something is appended. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void append(byte text) {
    ensure(1);
    bytes[length++] = text;
  }

  void append(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  /** Appends what stands in {@code [from, to)} once more. */
  void appendAgain(int from, int to) {
    ensure(to - from);
    System.arraycopy(bytes, from, bytes, length, to - from);
    length += to - from;
  }

  /** Appends a number with leading zeros. */
  void appendPadded(long number, int digits) {
    ensure(digits);
    put(number, digits);
  }

  /**
   * Appends a number with fixed decimals.
   *
   * @param scaled the number, times {@code power}
   * @param power ten to the number of decimals
   */
  void appendNumber(long scaled, long power, int decimals, byte point) {
    ensure(LONGEST_NUMBER);
    if (scaled < 0) {
      bytes[length++] = '-';
    }
    long size = Math.abs(scaled);
    long whole = size / power;
    int digits = 1;
    for (long left = whole / 10; left > 0; left /= 10) {
      digits++;
    }
    put(whole, digits);
    if (decimals > 0) {
      bytes[length++] = point;
      put(size - whole * power, decimals);
    }
  }

  private void put(long number, int digits) {
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      long next = rest / 10;
      bytes[i] = (byte) ('0' + rest - 10 * next);
      rest = next;
    }
    length += digits;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
