package io.chronoshard.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.random.MersenneTwister;
import org.jspecify.annotations.Nullable;

/**
 * Lets the threads of several processes go on in turns, one at a time, each up to its next
 * operation on the file system: whose turn it is follows from a seed, and time passes with the
 * turns. So every interleaving can be had again, and nothing waits.
 *
 * <p>Processes may be stopped for a while, or killed, between any two operations.
 */
final class Turns {

  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final ThreadLocal<@Nullable Actor> CURRENT = new ThreadLocal<>();

  private final MersenneTwister random;
  private final Semaphore scheduler = new Semaphore(0);
  private final List<Actor> actors = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private long now;

  Turns(int seed) {
    this.random = new MersenneTwister(seed);
  }

  /** The process is no more. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  /** Waits for the turn of the thread that calls; a thread that takes no part goes on at once. */
  static void gate() {
    Actor actor = CURRENT.get();
    if (actor != null) {
      actor.yieldTurn();
    }
  }

  /** The machine of a process, whose clock has a speed and an origin of its own. */
  final class Machine implements Pace {

    private final double speed;
    private final long origin;
    private long stoppedUntil;
    private boolean isKilled;

    Machine(double speed, long origin) {
      this.speed = speed;
      this.origin = origin;
    }

    @Override
    public long nanos() {
      return origin + (long) (now * speed);
    }

    @Override
    public void pause(Duration pause) {
      Actor actor = CURRENT.get();
      if (actor == null) {
        throw new IllegalStateException("takes no part");
      }
      actor.sleepsUntil = now + (long) (pause.toNanos() / speed);
      actor.yieldTurn();
    }

    @Override
    public void beside(String name, Runnable work) {
      Actor actor = new Actor(this, name, work);
      actors.add(actor);
      actor.start();
    }

    /** Nothing of it goes on for a while; time does. */
    void stop(Duration length) {
      stoppedUntil = now + length.toNanos();
    }

    void kill() {
      isKilled = true;
    }

    boolean isKilled() {
      return isKilled;
    }
  }

  /** One thread of a process. */
  private final class Actor extends Thread {

    private final Machine machine;
    private final Semaphore turn = new Semaphore(0);
    private final Runnable work;
    private long sleepsUntil;
    private boolean isDone;

    Actor(Machine machine, String name, Runnable work) {
      super(name);
      this.machine = machine;
      this.work = work;
      setDaemon(true);
    }

    @Override
    public void run() {
      CURRENT.set(this);
      turn.acquireUninterruptibly();
      try {
        requireAlive();
        work.run();
      } catch (Killed e) {
        // as was asked for
      } catch (RuntimeException | Error e) {
        failures.add(e);
      } finally {
        isDone = true;
        scheduler.release();
      }
    }

    void yieldTurn() {
      requireAlive();
      scheduler.release();
      turn.acquireUninterruptibly();
      requireAlive();
    }

    private void requireAlive() {
      if (machine.isKilled) {
        throw new Killed();
      }
    }

    long readyAt() {
      return machine.isKilled ? now : Math.max(sleepsUntil, machine.stoppedUntil);
    }
  }

  /** What happens before a turn. */
  interface BeforeTurn {

    void happens(MersenneTwister random);
  }

  /** Gives turns until all threads have ended. Throws what the first of them failed with. */
  void run(BeforeTurn before) {
    for (List<Actor> left = left(); !left.isEmpty(); left = left()) {
      before.happens(random);
      List<Actor> ready = left.stream().filter(actor -> actor.readyAt() <= now).toList();
      if (ready.isEmpty()) {
        now = left.stream().mapToLong(Actor::readyAt).min().orElseThrow();
      } else {
        now += NANOS;
        ready.get(random.nextInt(ready.size())).turn.release();
        scheduler.acquireUninterruptibly();
      }
      if (!failures.isEmpty()) {
        throw new AssertionError("a process failed", failures.get(0));
      }
    }
  }

  private List<Actor> left() {
    return actors.stream().filter(actor -> !actor.isDone).toList();
  }
}
