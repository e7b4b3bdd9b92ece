package io.chronoshard.registry;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;

/** Counts and hashes what goes through. */
final class HashedOutput extends DigestOutputStream {

  private long length;

  HashedOutput(OutputStream out) {
    super(new BufferedOutputStream(out, 1 << 16), Sha256.digest());
  }

  /** Bytes until now. */
  long length() {
    return length;
  }

  /** Of all bytes, as 64 hexadecimal digits; to be asked once, at the end. */
  String sha256() {
    return Sha256.hex(getMessageDigest());
  }

  @Override
  public void write(int one) throws IOException {
    super.write(one);
    length++;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    super.write(bytes, from, count);
    length += count;
  }
}
