package io.chronoshard.registry;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.net.NetUtils;

/**
 * Names that no other process and no other call uses, so that what is staged side by side does not
 * meet. Nothing is lost where two are alike against all odds: one of the two is then refused.
 */
public final class Token {

  private static final AtomicLong CALLS = new AtomicLong();

  private Token() {}

  /** Sixteen hexadecimal digits: of this machine, this process and this call. */
  public static String next() {
    ProcessHandle process = ProcessHandle.current();
    return RunId.of(
        NetUtils.getLocalHostname(),
        Long.toString(process.pid()),
        process.info().startInstant().map(Instant::toString).orElse(""),
        Long.toString(System.nanoTime()),
        Long.toString(CALLS.incrementAndGet()));
  }
}
