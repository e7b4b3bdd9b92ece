package io.chronoshard.window;

import java.util.ArrayList;
import java.util.List;

/**
 * What each value of a window's forecast is: {@code [head][row][target]}, one head behind the
 * other.
 */
public final class WindowTargets {

  /**
   * A target of a head.
   *
   * @param head the head's place
   * @param column the place of the target's column
   * @param rows steps for which it is forecast
   */
  public record HeadTarget(int head, int column, int rows) {}

  private final WindowShape shape;
  private final int width;
  private final List<HeadTarget> targets = new ArrayList<>();
  private final int[] places;
  private final int[] rows;
  private final int[] leads;

  /**
   * Of the windows of a shape.
   *
   * @param width target columns of a block
   */
  public WindowTargets(WindowShape shape, int width) {
    this.shape = shape;
    this.width = width;
    int size =
        shape.heads().stream().mapToInt(head -> head.values(width)).reduce(0, Math::addExact);
    this.places = new int[size];
    this.rows = new int[size];
    this.leads = new int[size];
    int at = 0;
    for (int head = 0; head < shape.heads().size(); head++) {
      Rows of = shape.heads().get(head);
      int first = targets.size();
      for (int column : of.columns(width)) {
        targets.add(new HeadTarget(head, column, of.count()));
      }
      for (int row = 0; row < of.count(); row++) {
        for (int place = first; place < targets.size(); place++) {
          places[at] = place;
          rows[at] = row;
          leads[at++] = of.at(row);
        }
      }
    }
  }

  /** Values of a window. */
  public int size() {
    return places.length;
  }

  /** Of each head's target, the steps for which it is forecast. */
  public List<Integer> rows() {
    return targets.stream().map(HeadTarget::rows).toList();
  }

  /** All heads' targets, head by head. */
  public List<HeadTarget> targets() {
    return List.copyOf(targets);
  }

  /** The place in {@link #targets} of what a value is of. */
  public int place(int value) {
    return places[value];
  }

  /** The target's column that a value is of. */
  public int column(int value) {
    return targets.get(places[value]).column();
  }

  /** The head that forecasts a value. */
  public int head(int value) {
    return targets.get(places[value]).head();
  }

  /** The row of its head that a value is of. */
  public int row(int value) {
    return rows[value];
  }

  /** Steps from a window's origin to the step that a value is for. */
  public int lead(int value) {
    return leads[value];
  }

  /** Which value is a row's of a head's target. */
  public int value(int place, int row) {
    HeadTarget target = targets.get(place);
    int before = 0;
    for (int head = 0; head < target.head(); head++) {
      before += shape.heads().get(head).values(width);
    }
    int first = 0;
    while (targets.get(first).head() != target.head()) {
      first++;
    }
    return before + row * shape.heads().get(target.head()).width(width) + place - first;
  }

  /**
   * What each head's target is called: by its own name, and by its head's as well where several
   * heads forecast it.
   *
   * @param names of the target columns
   * @param heads names of the heads
   */
  public List<String> labels(List<String> names, List<String> heads) {
    List<String> labels = new ArrayList<>();
    for (HeadTarget target : targets) {
      String name = names.get(target.column());
      long times = targets.stream().filter(other -> other.column() == target.column()).count();
      labels.add(times == 1 ? name : name + " (" + heads.get(target.head()) + ")");
    }
    return labels;
  }
}
