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

  /** Runs in which C2 has surely compiled everything. */
  private static final int MOST_RUNS = 20_000;

  private static long allocatedBy(Runnable work) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static long allocatedBehindTheSecondRun(Runnable work) {
    work.run();
    work.run();
    return allocatedBy(work);
  }

  /** Vectors are objects until C2 has compiled what uses them: two runs in a row have none. */
  private static long allocatedOnceCompiled(Runnable work) {
    long before = Long.MAX_VALUE;
    for (int i = 0; i < MOST_RUNS; i++) {
      long now = allocatedBy(work);
      if (Math.max(before, now) < MOST) {
        return now;
      }
      before = now;
    }
    return before;
  }

  @Test
  void recurrentLayersAllocateNothing() {
    for (int steps : new int[] {10, 1000}) {
      for (Kind kind : Kind.values()) {
        for (RecurrentPass pass : passes(steps)) {
          assertThat(allocatedBehindTheSecondRun(training(kind, Engine.SCALAR, steps, pass)))
              .as("%s over %d steps, %s", kind, steps, pass)
              .isLessThan(MOST);
        }
      }
    }
  }

  @Test
  void norDoTheyWithVectorsOnceTheyAreCompiled() {
    for (Kind kind : Kind.values()) {
      for (RecurrentPass pass : passes(10)) {
        assertThat(allocatedOnceCompiled(training(kind, Engine.VECTOR, 10, pass)))
            .as("%s, %s", kind, pass)
            .isLessThan(MOST);
      }
    }
  }

  /** Without masks, and with masks of steps and dropout. */
  private static List<RecurrentPass> passes(int steps) {
    Sequences stepMask = room(steps, 1);
    for (int sample = 0; sample < SAMPLES; sample++) {
      stepMask.set(sample, sample % steps, 0, 1);
    }
    return List.of(
        RecurrentPass.plain(WayBack.FOLLOWS),
        new RecurrentPass(
            WayBack.FOLLOWS,
            stepMask,
            List.of(room(1, INPUTS), room(1, INPUTS)),
            List.of(room(1, UNITS), room(1, UNITS)),
            null,
            RecurrentState.zero(SAMPLES, UNITS)));
  }

  private static Runnable training(Kind kind, Engine engine, int steps, RecurrentPass pass) {
    RecurrentSettings settings =
        new RecurrentSettings(
            kind, INPUTS, UNITS, Curve.TANH, Curve.SIGMOID, Direction.CONCATENATE, false);
    RecurrentKernel kernel = new RecurrentKernel(settings, engine.arithmetic(), Threads.ONE);
    float[] parameters = new float[2 * settings.parametersOfDirection()];
    float[] gradient = new float[parameters.length];
    Sequences in = room(steps, INPUTS);
    Sequences out = room(steps, 2 * UNITS);
    Sequences back = room(steps, INPUTS);
    return () -> {
      kernel.load(parameters);
      kernel.forward(in, out, pass);
      kernel.backward(in, out, back, gradient, pass);
    };
  }

  @Test
  void norDoTheLayersAroundThem() {
    for (int steps : new int[] {10, 1000}) {
      for (LayerKernel kernel : around(Engine.SCALAR)) {
        assertThat(allocatedBehindTheSecondRun(training(kernel, steps)))
            .as("%s over %d steps", kernel.getClass().getSimpleName(), steps)
            .isLessThan(MOST);
      }
    }
  }

  @Test
  void norDoThoseWithVectorsOnceTheyAreCompiled() {
    for (LayerKernel kernel : around(Engine.VECTOR)) {
      assertThat(allocatedOnceCompiled(training(kernel, 10)))
          .as(kernel.getClass().getSimpleName())
          .isLessThan(MOST);
    }
  }

  private static List<LayerKernel> around(Engine engine) {
    Arithmetic arithmetic = engine.arithmetic();
    return List.of(
        new DenseKernel(INPUTS, UNITS, Curve.RELU, arithmetic, Threads.ONE),
        new ConvolutionKernel(
            new ConvolutionSettings(INPUTS, UNITS, 3, 2, 1, Padding.SAME, Curve.TANH),
            arithmetic,
            Threads.ONE),
        new PoolingKernel(Pool.MAX, 3, 2, arithmetic, Threads.ONE),
        PoolingKernel.global(Pool.AVERAGE, arithmetic, Threads.ONE),
        new CurveKernel(Curve.TANH, arithmetic, Threads.ONE),
        new LayerNormKernel(INPUTS, LayerNormKernel.EPSILON, arithmetic, Threads.ONE));
  }

  private static Runnable training(LayerKernel kernel, int steps) {
    float[] parameters = new float[kernel.parameters()];
    float[] gradient = new float[kernel.parameters()];
    Sequences in = room(steps, INPUTS);
    Sequences out = room(kernel.outputSteps(steps), kernel.outputs(INPUTS));
    Sequences back = room(steps, INPUTS);
    return () -> {
      kernel.forward(parameters, in, out, WayBack.FOLLOWS);
      kernel.backward(parameters, in, out, back, gradient);
    };
  }

  private static Sequences room(int steps, int width) {
    return Sequences.bySample(new float[SAMPLES * steps * width], SAMPLES, steps, width);
  }
}
