package io.chronoshard.layer;

import io.chronoshard.kernel.Sequences;
import io.chronoshard.layer.Merge.Kind;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link Merge} makes of its inputs, and the way back. */
final class Merged {

  /**
   * A minibatch's values.
   *
   * @param values {@code [step][feature][sample]}
   */
  record Values(double[] values, int samples, int steps, int width) {

    static Values read(INDArray array, HeapValues memory) {
      if (array.dataType() == DataType.DOUBLE) {
        double[][][] read = DoubleValues.read(array, RNNFormat.NCW);
        Values made = room(read.length, read[0].length, read[0][0].length);
        for (int sample = 0; sample < read.length; sample++) {
          for (int step = 0; step < made.steps; step++) {
            for (int feature = 0; feature < made.width; feature++) {
              made.values[made.place(sample, step, feature)] = read[sample][step][feature];
            }
          }
        }
        return made;
      }
      Sequences read = memory.read(array, RNNFormat.NCW);
      Values made = room(read.samples(), read.steps(), read.width());
      int at = 0;
      for (int step = 0; step < made.steps; step++) {
        for (int feature = 0; feature < made.width; feature++) {
          for (int sample = 0; sample < made.samples; sample++) {
            made.values[at++] = read.at(sample, step, feature);
          }
        }
      }
      return made;
    }

    private static Values room(int samples, int steps, int width) {
      return new Values(new double[samples * steps * width], samples, steps, width);
    }

    private int place(int sample, int step, int feature) {
      return (step * width + feature) * samples + sample;
    }

    /** Copies the values to an array like another one, of as many features as there are here. */
    INDArray give(INDArray like, ArrayType use, HeapValues memory, LayerWorkspaceMgr workspaces) {
      if (like.dataType() == DataType.DOUBLE) {
        double[][][] made = new double[samples][steps][width];
        for (int sample = 0; sample < samples; sample++) {
          for (int step = 0; step < steps; step++) {
            for (int feature = 0; feature < width; feature++) {
              made[sample][step][feature] = values[place(sample, step, feature)];
            }
          }
        }
        return DoubleValues.give(made, like.rank(), RNNFormat.NCW, use, workspaces);
      }
      Sequences made = memory.room(samples, steps, width);
      for (int i = 0; i < values.length; i++) {
        made.values()[i] = (float) values[i];
      }
      return HeapValues.give(made, like.rank(), RNNFormat.NCW, use, workspaces);
    }
  }

  private Merged() {}

  static Values of(Kind kind, Values[] inputs) {
    if (kind == Kind.CONCATENATE) {
      return concatenated(inputs);
    }
    Values first = inputs[0];
    double[] merged = first.values.clone();
    for (int input = 1; input < inputs.length; input++) {
      double[] other = inputs[input].values;
      for (int i = 0; i < merged.length; i++) {
        merged[i] = joined(kind, merged[i], other[i]);
      }
    }
    if (kind == Kind.AVERAGE) {
      for (int i = 0; i < merged.length; i++) {
        merged[i] /= inputs.length;
      }
    }
    return new Values(merged, first.samples, first.steps, first.width);
  }

  private static double joined(Kind kind, double before, double next) {
    return switch (kind) {
      case ADD, AVERAGE -> before + next;
      case SUBTRACT -> before - next;
      case MULTIPLY -> before * next;
      case MAXIMUM -> Math.max(before, next);
      case CONCATENATE -> throw new IllegalStateException("places of their own");
    };
  }

  private static Values concatenated(Values[] inputs) {
    Values first = inputs[0];
    int width = Arrays.stream(inputs).mapToInt(Values::width).sum();
    Values made = Values.room(first.samples, first.steps, width);
    int before = 0;
    for (Values input : inputs) {
      for (int step = 0; step < input.steps; step++) {
        System.arraycopy(
            input.values,
            input.place(0, step, 0),
            made.values,
            made.place(0, step, before),
            input.width * input.samples);
      }
      before += input.width;
    }
    return made;
  }

  /** The gradient of one of the inputs. */
  static Values back(Kind kind, Values[] inputs, int which, Values gradient) {
    Values input = inputs[which];
    Values back = Values.room(input.samples, input.steps, input.width);
    if (kind == Kind.CONCATENATE) {
      int before = Arrays.stream(inputs, 0, which).mapToInt(Values::width).sum();
      for (int step = 0; step < input.steps; step++) {
        System.arraycopy(
            gradient.values,
            gradient.place(0, step, before),
            back.values,
            back.place(0, step, 0),
            input.width * input.samples);
      }
      return back;
    }
    for (int i = 0; i < back.values.length; i++) {
      back.values[i] = gradient.values[i] * slope(kind, inputs, which, i);
    }
    return back;
  }

  private static double slope(Kind kind, Values[] inputs, int which, int place) {
    return switch (kind) {
      case ADD -> 1;
      case SUBTRACT -> which == 0 ? 1 : -1;
      case AVERAGE -> 1.0 / inputs.length;
      case MULTIPLY -> productOfOthers(inputs, which, place);
      case MAXIMUM -> which == firstLargest(inputs, place) ? 1 : 0;
      case CONCATENATE -> throw new IllegalStateException("places of their own");
    };
  }

  private static double productOfOthers(Values[] inputs, int which, int place) {
    double product = 1;
    for (int input = 0; input < inputs.length; input++) {
      product *= input == which ? 1 : inputs[input].values[place];
    }
    return product;
  }

  private static int firstLargest(Values[] inputs, int place) {
    int largest = 0;
    for (int input = 1; input < inputs.length; input++) {
      if (inputs[input].values[place] > inputs[largest].values[place]) {
        largest = input;
      }
    }
    return largest;
  }
}
