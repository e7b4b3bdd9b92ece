package io.chronoshard.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Arrays;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The memory of steps on the Java heap, as results beside JMH's own. JMH wants it injected into a
 * single method of a benchmark.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class StepMemory {

  /** The name of the first result. */
  static final String ALLOCATED = "allocatedBytes";

  /** The name of the second result. */
  static final String KEPT = "keptBytes";

  /** Allocated a step, by all threads. */
  public double allocatedBytes;

  /** Held from one step to the next, beside parameters. */
  public double keptBytes;

  private static final int COLLECTIONS = 4;

  private long startBytes;
  private int steps;

  void start() {
    steps = 0;
    startBytes = allocated();
  }

  void add() {
    steps++;
  }

  /** Ends a turn; what is kept is known by then. */
  void stop(long kept) {
    keptBytes = kept;
    allocatedBytes = (allocated() - startBytes) / (double) steps;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /**
   * Bytes of the heap that something holds: what is left behind a collection, the last of some, for
   * what one hands to a cleaner is free after a later one.
   */
  static long held() {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      System.gc();
      System.runFinalization();
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }
}
