package io.chronoshard.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.chronoshard.kernel.RecurrentRun.Order;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** All that an engine gives in many cases, as one number, for JVMs that are told from outside. */
final class EngineBits {

  private static final int UNITS = 12;
  private static final int SAMPLES = 40;

  private EngineBits() {}

  /** Prints the bytes of a vector and the number: {@code EngineBits ENGINE CASES}. */
  public static void main(String[] args) {
    Engine engine = Engine.valueOf(args[0]);
    System.out.printf(
        Locale.ROOT,
        "%s %016x%n",
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxVectorSize")
            .getValue(),
        of(engine, Integer.parseInt(args[1])));
  }

  /** The number, of so many recurrent layers and so many others. */
  static long of(Engine engine, int cases) {
    long bits = 1;
    for (long seed = 0; seed < cases; seed++) {
      RecurrentCase given = RecurrentCase.of(seed, UNITS, SAMPLES);
      RecurrentKernel kernel =
          new RecurrentKernel(given.settings(), engine.arithmetic(), Threads.ONE);
      RecurrentRun run = RecurrentRun.of(given, kernel, Order.FEATURE);
      bits = with(bits, run.out(), run.inGradient(), run.gradient());
      LayerCase other = LayerCase.of(seed, UNITS, SAMPLES);
      LayerCase.Run around = other.run(other.kernel(engine, Threads.ONE), Order.FEATURE);
      bits = with(bits, around.out(), around.inGradient(), around.gradient());
    }
    return bits;
  }

  private static long with(long bits, float[]... values) {
    long mixed = bits;
    for (float[] each : values) {
      mixed = SplitMix.spread(mixed + Arrays.hashCode(each) * SplitMix.GOLDEN);
    }
    return mixed;
  }
}
