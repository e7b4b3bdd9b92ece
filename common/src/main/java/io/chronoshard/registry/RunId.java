package io.chronoshard.registry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names a run by what decides its result, so that the same run has the same name. */
public final class RunId {

  private RunId() {}

  /** The first 16 hexadecimal digits of a hash over the parts, in order. */
  public static String of(String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
      bytes.writeBytes(text);
    }
    return Sha256.of(bytes.toByteArray()).substring(0, 16);
  }
}
