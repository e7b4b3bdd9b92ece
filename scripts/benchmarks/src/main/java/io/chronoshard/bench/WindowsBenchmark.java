package io.chronoshard.bench;

import io.chronoshard.window.EpochOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Fills minibatches with the windows of a shard in an epoch's random order. Each iteration is the
 * turn of one {@link Filling}, so that whatever else the machine does meets all of them alike.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
public class WindowsBenchmark {

  static final int STEPS = 500_000;
  static final int CHANNELS = 14;
  static final int BLOCK_STEPS = 4096;
  static final int LENGTH = 120;
  static final int BATCH = 256;

  /** The contender that others are measured by. */
  static final int ROW_BY_ROW = 1;

  /** Steps between two rows of a window. */
  @Param({"1", "6"})
  public int sampling;

  private int[] order;
  private List<Filling> fillings;
  private int turn;
  private Filling filling;
  private int from;
  private CoreTime time;

  /** Who takes turns, in this order. */
  static List<String> contenders(int sampling) {
    return sampling == 1
        ? List.of("Minibatch", "copying row by row", "copying whole windows")
        : List.of("Minibatch", "copying row by row");
  }

  /** Makes the shard, and makes sure that all fill in the same floats. */
  @Setup(Level.Trial)
  public void makeShard() {
    MadeUpShard shard =
        MadeUpShard.of(
            STEPS,
            CHANNELS,
            BLOCK_STEPS,
            List.of(
                "window.length=" + LENGTH, "window.sampling=" + sampling, "window.lead=24 hours"));
    order = EpochOrder.of(1, 1, 0, shard.windows().size());
    fillings = new ArrayList<>();
    fillings.add(new MinibatchFilling(shard, BATCH));
    fillings.add(new PlainCopying(shard, BATCH, PlainCopying.Piece.ROW));
    if (sampling == 1) {
      fillings.add(new PlainCopying(shard, BATCH, PlainCopying.Piece.WINDOW));
    }
    fillings.forEach(each -> each.fill(order, 0, BATCH));
    for (Filling each : fillings) {
      if (!Arrays.equals(each.inputs(), fillings.get(0).inputs())
          || !Arrays.equals(each.targets(), fillings.get(0).targets())) {
        throw new IllegalStateException("not the same floats");
      }
    }
  }

  /** Gives the turn to the next one. */
  @Setup(Level.Iteration)
  public void begin(CoreTime turnTime) {
    time = turnTime;
    filling = fillings.get(turn);
    turn = (turn + 1) % fillings.size();
    from = 0;
    time.start();
  }

  /** The next minibatch of the epoch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public float[] fill() {
    if (from + BATCH > order.length) {
      from = 0;
    }
    filling.fill(order, from, from + BATCH);
    from += BATCH;
    time.add(BATCH);
    return filling.inputs();
  }

  /** Ends a turn. */
  @TearDown(Level.Iteration)
  public void end() {
    time.stop();
  }
}
