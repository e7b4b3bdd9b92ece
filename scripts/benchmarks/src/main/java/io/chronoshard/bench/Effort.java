package io.chronoshard.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * What a piece of work took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of processor time, of all threads
 * @param peakHeapBytes most of the heap that was in use, garbage included
 */
record Effort(double seconds, double cpuSeconds, long peakHeapBytes) {

  /** Does the work. */
  static Effort of(Runnable work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long cpu = system.getProcessCpuTime();
    long clock = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - clock;
    long cpuNanos = system.getProcessCpuTime() - cpu;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return new Effort(nanos / 1e9, cpuNanos / 1e9, peak);
  }
}
