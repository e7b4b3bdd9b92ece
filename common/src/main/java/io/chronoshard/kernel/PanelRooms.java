package io.chronoshard.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A minibatch's panels, some at once, each in a room. Rooms are visited in the order of their
 * panels: what is summed up there is brought together in it, however many panels there are at once
 * and however many threads: so neither matters.
 *
 * @param <R> a panel's room
 */
final class PanelRooms<R> {

  /** What is done with a panel. */
  interface Work<R> {
    void on(int panel, R room);
  }

  private final Threads threads;
  private final Supplier<R> newRoom;
  private final List<R> rooms = new ArrayList<>();

  PanelRooms(Threads threads, Supplier<R> newRoom) {
    this.threads = threads;
    this.newRoom = newRoom;
  }

  /** Does all panels and returns when all are done. */
  void run(int panels, Work<R> work) {
    run(panels, work, room -> {});
  }

  /**
   * As the other.
   *
   * @param visit is shown each panel's room when it is done, one behind the other
   */
  void run(int panels, Work<R> work, Consumer<R> visit) {
    int most = threads.count();
    for (int done = 0; done < panels; done += most) {
      int first = done;
      int count = Math.min(most, panels - done);
      while (rooms.size() < count) {
        rooms.add(newRoom.get());
      }
      threads.run(count, place -> work.on(first + place, rooms.get(place)));
      for (int place = 0; place < count; place++) {
        visit.accept(rooms.get(place));
      }
    }
  }
}
