package io.chronoshard.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a thread got done per second of its processor time, so that a core which others use as well
 * is not counted as a slow one. A second result beside JMH's own, which is by the clock. JMH wants
 * it injected into a single method of a benchmark.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class CoreTime {

  /** The result's name. */
  static final String RESULT = "perSecond";

  /** The result of an iteration. */
  public double perSecond;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long startNanos;
  private long done;

  void start() {
    done = 0;
    startNanos = threads.getCurrentThreadCpuTime();
  }

  void add(int work) {
    done += work;
  }

  void stop() {
    perSecond = done * 1e9 / (threads.getCurrentThreadCpuTime() - startNanos);
  }
}
