package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/** Takes lines in UTF-8, whole ones at a time, and writes them in another character set. */
final class EncodedText extends OutputStream {

  private final Writer out;

  private EncodedText(OutputStream out, Charset charset) {
    this.out = new OutputStreamWriter(out, charset);
  }

  /** A stream that takes UTF-8. */
  static OutputStream of(OutputStream out, Charset charset) {
    return charset.equals(UTF_8) ? out : new EncodedText(out, charset);
  }

  @Override
  public void write(int character) throws IOException {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public void write(byte[] lines, int from, int length) throws IOException {
    out.write(new String(lines, from, length, UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
