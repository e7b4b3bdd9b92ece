package io.chronoshard.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A minibatch's panels in groups of neighbours. A group's panels are done one behind the other in a
 * room of its own; what is summed there is brought together in the order of the groups. There are
 * never more of them, however many threads there are: so threads do not matter.
 *
 * @param <R> a group's room
 */
final class PanelGroups<R> {

  /** What is done with a panel. */
  interface Work<R> {
    void on(int panel, R room);
  }

  private static final int MOST = 8;

  private final Threads threads;
  private final Supplier<R> newRoom;
  private final List<R> rooms = new ArrayList<>();

  PanelGroups(Threads threads, Supplier<R> newRoom) {
    this.threads = threads;
    this.newRoom = newRoom;
  }

  /**
   * Does all panels and returns when all are done.
   *
   * @param begin what is done with a group's room before its first panel
   */
  void run(int panels, Consumer<R> begin, Work<R> work) {
    int count = count(panels);
    while (rooms.size() < count) {
      rooms.add(newRoom.get());
    }
    threads.run(count, group -> run(group, count, panels, begin, work));
  }

  private void run(int group, int count, int panels, Consumer<R> begin, Work<R> work) {
    R room = rooms.get(group);
    begin.accept(room);
    int from = (int) ((long) panels * group / count);
    int to = (int) ((long) panels * (group + 1) / count);
    for (int panel = from; panel < to; panel++) {
      work.on(panel, room);
    }
  }

  /** Visits the rooms of a run's groups in their order. */
  void inOrder(int panels, Consumer<R> visit) {
    for (int group = 0; group < count(panels); group++) {
      visit.accept(rooms.get(group));
    }
  }

  private static int count(int panels) {
    return Math.min(MOST, panels);
  }
}
