package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behind the first minibatch nothing is allocated but what calls are wrapped in. */
class AllocationTest {

  private static final int SAMPLES = 40;
  private static final int INPUTS = 3;
  private static final int UNITS = 5;

  /** A few small objects, however many steps there are. */
  private static final long MOST = 2048;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long allocatedBy(Runnable work) {
    work.run();
    work.run();
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @Test
  void recurrentLayersAllocateNothing() {
    for (int steps : new int[] {10, 1000}) {
      for (Kind kind : Kind.values()) {
        RecurrentSettings settings =
            new RecurrentSettings(
                kind, INPUTS, UNITS, Curve.TANH, Curve.SIGMOID, Direction.CONCATENATE, false);
        RecurrentKernel kernel =
            new RecurrentKernel(settings, Engine.SCALAR.arithmetic(), Threads.ONE);
        float[] parameters = new float[2 * settings.parametersOfDirection()];
        float[] gradient = new float[parameters.length];
        Sequences in = room(steps, INPUTS);
        Sequences out = room(steps, 2 * UNITS);
        Sequences back = room(steps, INPUTS);
        RecurrentPass pass = new RecurrentPass(true, null, List.of(), List.of(), null, null);

        assertThat(
                allocatedBy(
                    () -> {
                      kernel.forward(parameters, in, out, pass);
                      kernel.backward(parameters, in, out, back, gradient, pass);
                    }))
            .as("%s over %d steps", kind, steps)
            .isLessThan(MOST);
      }
    }
  }

  @Test
  void norDoTheLayersAroundThem() {
    Arithmetic arithmetic = Engine.SCALAR.arithmetic();
    List<LayerKernel> kernels =
        List.of(
            new DenseKernel(INPUTS, UNITS, Curve.RELU, arithmetic, Threads.ONE),
            new ConvolutionKernel(
                new ConvolutionSettings(INPUTS, UNITS, 3, 2, 1, Padding.SAME, Curve.TANH),
                arithmetic,
                Threads.ONE),
            new PoolingKernel(Pool.MAX, 3, 2, arithmetic, Threads.ONE),
            PoolingKernel.global(Pool.AVERAGE, arithmetic, Threads.ONE),
            new LayerNormKernel(INPUTS, 0.001, arithmetic, Threads.ONE));
    for (int steps : new int[] {10, 1000}) {
      for (LayerKernel kernel : kernels) {
        float[] parameters = new float[kernel.parameters()];
        float[] gradient = new float[kernel.parameters()];
        Sequences in = room(steps, INPUTS);
        Sequences out = room(kernel.outputSteps(steps), kernel.outputs(INPUTS));
        Sequences back = room(steps, INPUTS);

        assertThat(
                allocatedBy(
                    () -> {
                      kernel.forward(parameters, in, out, true);
                      kernel.backward(parameters, in, out, back, gradient);
                    }))
            .as("%s over %d steps", kernel.getClass().getSimpleName(), steps)
            .isLessThan(MOST);
      }
    }
  }

  private static Sequences room(int steps, int width) {
    return Sequences.bySample(new float[SAMPLES * steps * width], SAMPLES, steps, width);
  }
}
