package io.chronoshard.layer;

import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;

/** Deeplearning4j's {@code Bidirectional}, under which layers of ours do not stand. */
final class OwnDirections {

  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private OwnDirections() {}

  /**
   * Refuses to be made for one of its directions: both have one name and index, and so would begin
   * with the same weights and drop the same units. That is nowhere to be seen but in who calls.
   */
  static void require(RecurrentLayer layer) {
    boolean isWrapped =
        CALLERS.walk(
            frames -> frames.anyMatch(frame -> frame.getDeclaringClass() == Bidirectional.class));
    if (isWrapped) {
      throw new IllegalStateException(
          layer.called()
              + " stands in a Bidirectional, where both directions would begin with the same weights;"
              + " take the layer itself with direction(CONCATENATE), or another direction");
    }
  }
}
