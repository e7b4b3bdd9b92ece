package io.chronoshard.window;

import java.util.ArrayList;
import java.util.Collections;
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
   * @param target the target's place
   * @param column the place of the target's first column
   * @param width its columns
   * @param rows steps for which it is forecast
   */
  public record HeadTarget(int head, int target, int column, int width, int rows) {}

  private final List<HeadTarget> targets = new ArrayList<>();
  private final int[] places;
  private final int[] rows;
  private final int[] leads;

  /**
   * Of the windows of a shape, where each target has one column.
   *
   * @param width target columns of a block
   */
  public WindowTargets(WindowShape shape, int width) {
    this(shape, Collections.nCopies(width, 1));
  }

  /**
   * Of the windows of a shape.
   *
   * @param widths columns of each target
   */
  public WindowTargets(WindowShape shape, List<Integer> widths) {
    for (int head = 0; head < shape.heads().size(); head++) {
      addTargets(head, shape.heads().get(head), widths);
    }
    int size = targets.stream().mapToInt(HeadTarget::rows).reduce(0, Math::addExact);
    this.places = new int[size];
    this.rows = new int[size];
    this.leads = new int[size];
    int at = 0;
    for (int head = 0; head < shape.heads().size(); head++) {
      Rows of = shape.heads().get(head);
      for (int row = 0; row < of.count(); row++) {
        for (int place = 0; place < targets.size(); place++) {
          if (targets.get(place).head() == head) {
            places[at] = place;
            rows[at] = row;
            leads[at++] = of.at(row);
          }
        }
      }
    }
  }

  private void addTargets(int head, Rows of, List<Integer> widths) {
    int all = widths.stream().mapToInt(Integer::intValue).sum();
    for (int column : of.columns(all)) {
      int first = 0;
      for (int target = 0; target < widths.size(); target++) {
        if (column == first) {
          targets.add(new HeadTarget(head, target, column, widths.get(target), of.count()));
        }
        first += widths.get(target);
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

  /** The first column of the target that a value is of. */
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
    for (int value = 0; value < places.length; value++) {
      if (places[value] == place && rows[value] == row) {
        return value;
      }
    }
    throw new IllegalArgumentException("no row " + row + " of target " + place);
  }

  /**
   * What each head's target is called: by its own name, and by its head's as well where several
   * heads forecast it.
   *
   * @param names of the targets
   * @param heads names of the heads
   */
  public List<String> labels(List<String> names, List<String> heads) {
    List<String> labels = new ArrayList<>();
    for (HeadTarget target : targets) {
      String name = names.get(target.target());
      long times = targets.stream().filter(other -> other.target() == target.target()).count();
      labels.add(times == 1 ? name : name + " (" + heads.get(target.head()) + ")");
    }
    return labels;
  }
}
