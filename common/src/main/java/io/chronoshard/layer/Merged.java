package io.chronoshard.layer;

import io.chronoshard.layer.Merge.Kind;
import java.util.List;

/** What a {@link Merge} makes of its inputs, and the way back. */
final class Merged {

  private Merged() {}

  /** Merges the inputs. */
  static void of(Kind kind, List<MergeValues> inputs, MergeValues merged) {
    MergeValues first = inputs.get(0);
    if (kind == Kind.CONCATENATE) {
      int width = inputs.stream().mapToInt(MergeValues::width).sum();
      merged.resize(first.samples(), first.steps(), width);
      int before = 0;
      for (MergeValues input : inputs) {
        merged.copy(input, 0, before, input.width());
        before += input.width();
      }
      return;
    }
    merged.resize(first.samples(), first.steps(), first.width());
    for (int place = 0; place < merged.length(); place++) {
      merged.set(place, merged(kind, inputs, place));
    }
  }

  private static double merged(Kind kind, List<MergeValues> inputs, int place) {
    double merged = inputs.get(0).at(place);
    for (int input = 1; input < inputs.size(); input++) {
      merged = joined(kind, merged, inputs.get(input).at(place));
    }
    return kind == Kind.AVERAGE ? merged / inputs.size() : merged;
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

  /** The gradient of one of the inputs. */
  static void back(
      Kind kind, List<MergeValues> inputs, int which, MergeValues gradient, MergeValues back) {
    MergeValues input = inputs.get(which);
    back.resize(input.samples(), input.steps(), input.width());
    if (kind == Kind.CONCATENATE) {
      int before = inputs.stream().limit(which).mapToInt(MergeValues::width).sum();
      back.copy(gradient, before, 0, input.width());
      return;
    }
    for (int place = 0; place < back.length(); place++) {
      back.set(place, gradient.at(place) * slope(kind, inputs, which, place));
    }
  }

  private static double slope(Kind kind, List<MergeValues> inputs, int which, int place) {
    return switch (kind) {
      case ADD -> 1;
      case SUBTRACT -> which == 0 ? 1 : -1;
      case AVERAGE -> 1.0 / inputs.size();
      case MULTIPLY -> productOfOthers(inputs, which, place);
      case MAXIMUM -> which == firstLargest(inputs, place) ? 1 : 0;
      case CONCATENATE -> throw new IllegalStateException("places of their own");
    };
  }

  private static double productOfOthers(List<MergeValues> inputs, int which, int place) {
    double product = 1;
    for (int input = 0; input < inputs.size(); input++) {
      product *= input == which ? 1 : inputs.get(input).at(place);
    }
    return product;
  }

  private static int firstLargest(List<MergeValues> inputs, int place) {
    int largest = 0;
    for (int input = 1; input < inputs.size(); input++) {
      if (inputs.get(input).at(place) > inputs.get(largest).at(place)) {
        largest = input;
      }
    }
    return largest;
  }
}
