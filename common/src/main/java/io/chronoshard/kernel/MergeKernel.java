package io.chronoshard.kernel;

import java.util.List;

/**
 * Makes one of several inputs, as Keras' merging layers: each place by itself, one input after the
 * other, in floats.
 */
public final class MergeKernel {

  /** What is made of the inputs; all but {@link #CONCATENATE} want the same number of features. */
  public enum Kind {
    /** All features, one input behind the other. */
    CONCATENATE,
    /** Their sum. */
    ADD,
    /** The first one less the second one; there are no more. */
    SUBTRACT,
    /** Their product. */
    MULTIPLY,
    /** Their mean. */
    AVERAGE,
    /** The largest of each place; the first one's where several are. */
    MAXIMUM
  }

  private final Kind kind;

  /** Of a kind. */
  public MergeKernel(Kind kind) {
    this.kind = kind;
  }

  /** Features of a step that it gives. */
  public int outputs(List<Sequences> inputs) {
    return kind == Kind.CONCATENATE
        ? inputs.stream().mapToInt(Sequences::width).sum()
        : inputs.get(0).width();
  }

  /**
   * Merges.
   *
   * @param inputs {@code [sample][step][feature]}
   * @param merged receives {@code [sample][step][feature]}
   */
  public void forward(List<Sequences> inputs, Sequences merged) {
    Sequences first = inputs.get(0);
    merged.expect(first.samples(), first.steps(), outputs(inputs), "merged values");
    if (kind == Kind.CONCATENATE) {
      int before = 0;
      for (Sequences input : inputs) {
        copy(input, 0, merged, before, input.width());
        before += input.width();
      }
      return;
    }
    for (int step = 0; step < merged.steps(); step++) {
      for (int feature = 0; feature < merged.width(); feature++) {
        for (int sample = 0; sample < merged.samples(); sample++) {
          merged.set(sample, step, feature, merged(inputs, sample, step, feature));
        }
      }
    }
  }

  private static void copy(
      Sequences from, int firstThere, Sequences to, int firstHere, int features) {
    for (int step = 0; step < to.steps(); step++) {
      for (int feature = 0; feature < features; feature++) {
        for (int sample = 0; sample < to.samples(); sample++) {
          float value = from.at(sample, step, firstThere + feature);
          to.set(sample, step, firstHere + feature, value);
        }
      }
    }
  }

  private float merged(List<Sequences> inputs, int sample, int step, int feature) {
    float merged = inputs.get(0).at(sample, step, feature);
    for (int input = 1; input < inputs.size(); input++) {
      float next = inputs.get(input).at(sample, step, feature);
      merged =
          switch (kind) {
            case ADD, AVERAGE -> merged + next;
            case SUBTRACT -> merged - next;
            case MULTIPLY -> merged * next;
            case MAXIMUM -> Math.max(merged, next);
            case CONCATENATE -> throw new IllegalStateException("places of their own");
          };
    }
    return kind == Kind.AVERAGE ? merged / inputs.size() : merged;
  }

  /**
   * The way back to one of the inputs.
   *
   * @param inputs {@code [sample][step][feature]}, of the way forward
   * @param which of them
   * @param outGradient {@code [sample][step][feature]} of what was merged
   * @param inGradient receives {@code [sample][step][feature]} of the input
   */
  public void backward(
      List<Sequences> inputs, int which, Sequences outGradient, Sequences inGradient) {
    Sequences input = inputs.get(which);
    outGradient.expect(input.samples(), input.steps(), outputs(inputs), "gradient of the output");
    inGradient.expect(input.samples(), input.steps(), input.width(), "gradient of the input");
    if (kind == Kind.CONCATENATE) {
      int before = inputs.stream().limit(which).mapToInt(Sequences::width).sum();
      copy(outGradient, before, inGradient, 0, input.width());
      return;
    }
    for (int step = 0; step < inGradient.steps(); step++) {
      for (int feature = 0; feature < inGradient.width(); feature++) {
        for (int sample = 0; sample < inGradient.samples(); sample++) {
          float out = outGradient.at(sample, step, feature);
          inGradient.set(
              sample, step, feature, gradient(inputs, which, sample, step, feature, out));
        }
      }
    }
  }

  private float gradient(
      List<Sequences> inputs, int which, int sample, int step, int feature, float out) {
    return switch (kind) {
      case ADD -> out;
      case SUBTRACT -> which == 0 ? out : -out;
      case AVERAGE -> out / inputs.size();
      case MULTIPLY -> out * productOfOthers(inputs, which, sample, step, feature);
      case MAXIMUM -> which == firstLargest(inputs, sample, step, feature) ? out : 0;
      case CONCATENATE -> throw new IllegalStateException("places of their own");
    };
  }

  private static float productOfOthers(
      List<Sequences> inputs, int which, int sample, int step, int feature) {
    float product = 1;
    for (int input = 0; input < inputs.size(); input++) {
      product *= input == which ? 1 : inputs.get(input).at(sample, step, feature);
    }
    return product;
  }

  private static int firstLargest(List<Sequences> inputs, int sample, int step, int feature) {
    int largest = 0;
    for (int input = 1; input < inputs.size(); input++) {
      float value = inputs.get(input).at(sample, step, feature);
      if (value > inputs.get(largest).at(sample, step, feature)) {
        largest = input;
      }
    }
    return largest;
  }
}
