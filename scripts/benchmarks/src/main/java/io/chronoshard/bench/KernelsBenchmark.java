package io.chronoshard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Trains a network or runs it, in one framework after the other. Each iteration is the turn of one
 * of {@link Frameworks#of}, so that whatever else the machine does meets all of them alike.
 *
 * <p>libtorch is used with memory that glibc does not hand back, see {@code scripts/bench}; loading
 * ONNX Runtime takes more than the usual stack.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms3g",
      "-Xmx3g",
      "-Xss8m",
      "-XX:+UseParallelGC",
      "--add-modules=jdk.incubator.vector",
      "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
      "-Dlog4j2.configurationFile=conf/log4j2.properties"
    })
public class KernelsBenchmark {

  /** What is trained or run. */
  @Param("lstm-16")
  public String option = "lstm-16";

  /** Which of both. */
  @Param("TRAIN")
  public Work work = Work.TRAIN;

  /** Threads that share a minibatch. */
  @Param("1")
  public int threads;

  private Network network = Network.of(option);
  private final List<RunningNetwork> networks = new ArrayList<>();
  private long keptBytes;
  private int turn;
  private int step;
  private RunningNetwork running;
  private CoreTime time;
  private StepMemory memory;

  /** Builds the networks, and makes sure that all do the same. */
  @Setup(Level.Trial)
  public void open() {
    network = Network.of(option);
    List<Framework> frameworks = Frameworks.of(network, work);
    frameworks.forEach(Framework::load);
    MadeUpMinibatches minibatches = new MadeUpMinibatches();
    keptBytes = KeptMemory.of(new Chronoshard(), network, work, minibatches, threads);
    Agreement agreement = new Agreement(network, work);
    for (Framework framework : frameworks) {
      RunningNetwork opened = framework.open(network, minibatches, threads);
      networks.add(opened);
      if (!network.draws() && framework.agrees(network)) {
        agreement.require(framework.name(), opened);
      }
    }
  }

  /** Gives the turn to the next one. */
  @Setup(Level.Iteration)
  public void begin(CoreTime turnTime, StepMemory turnMemory) {
    time = turnTime;
    memory = turnMemory;
    running = networks.get(turn);
    turn = (turn + 1) % networks.size();
    running.begin();
    memory.start();
    time.start();
  }

  /** The next minibatch. */
  @Benchmark
  public void step() {
    if (work == Work.TRAIN) {
      running.train(step);
    } else {
      running.infer(step);
    }
    step = (step + 1) % MadeUpMinibatches.COUNT;
    time.add(1);
    memory.add();
  }

  /** Ends a turn. */
  @TearDown(Level.Iteration)
  public void end() {
    time.stop();
    memory.stop(keptBytes);
    running.end();
  }
}
