package io.chronoshard.model;

import io.chronoshard.config.LayerSettings.Merge;
import io.chronoshard.config.LayerSettings.Merged;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.LayerShape.Code;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import java.util.List;

/**
 * Whether what a merge joins fits together.
 *
 * @param merge the merge
 * @param shapes what it reads
 * @param called what messages call those
 */
record MergeFit(Merge merge, List<LayerShape> shapes, List<String> called) {

  /**
   * What it gives.
   *
   * @throws ConfigurationException where it joins less than two nodes, or shapes that do not fit
   */
  LayerShape gives() {
    if (shapes.size() < 2) {
      throw LayerFit.problem(
          merge,
          "joins several nodes, but reads " + called.get(0) + " alone; name them in its from");
    }
    if (merge.merged() == Merged.SUBTRACT && shapes.size() > 2) {
      throw LayerFit.problem(
          merge,
          "takes the second node from the first, but reads " + shapes.size() + ": " + called);
    }
    for (int i = 0; i < shapes.size(); i++) {
      if (shapes.get(i) instanceof Code) {
        throw LayerFit.codes(LayerFit.name(merge), called.get(i), shapes.get(i));
      }
    }
    return merge.merged() == Merged.CONCATENATE ? together() : same();
  }

  private LayerShape same() {
    for (int i = 1; i < shapes.size(); i++) {
      if (!shapes.get(i).equals(shapes.get(0))) {
        throw differs(i, "reads one shape", "give both the same, or join them by concatenate");
      }
    }
    return shapes.get(0);
  }

  private LayerShape together() {
    long width = shapes.get(0).width();
    for (int i = 1; i < shapes.size(); i++) {
      if (steps(shapes.get(i)) != steps(shapes.get(0))) {
        throw differs(
            i,
            "reads vectors, or sequences of one length",
            "make one like the other by output = last, flatten, repeat or pooling");
      }
      width += shapes.get(i).width();
    }
    if (width > Integer.MAX_VALUE) {
      throw LayerFit.problem(merge, "gives " + width + " features; choose fewer units");
    }
    return shapes.get(0) instanceof Sequence sequence
        ? new Sequence(sequence.length(), (int) width)
        : new Vector((int) width);
  }

  /** Of a vector 0, which no sequence has. */
  private static int steps(LayerShape shape) {
    return shape instanceof Sequence sequence ? sequence.length() : 0;
  }

  private ConfigurationException differs(int other, String reads, String todo) {
    return LayerFit.problem(
        merge,
        reads
            + ", but "
            + called.get(0)
            + " gives "
            + shapes.get(0)
            + " and "
            + called.get(other)
            + " gives "
            + shapes.get(other)
            + "; "
            + todo);
  }
}
