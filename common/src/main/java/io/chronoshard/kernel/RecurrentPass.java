package io.chronoshard.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is particular about one run of a recurrent layer over a minibatch.
 *
 * @param wayBack whether it follows
 * @param stepMask one feature, 1 where a sample's step counts, 0 where state and output are carried
 *     over
 * @param inputMasks for each direction factors of its input, one step for all; empty for none
 * @param recurrentMasks for each direction factors of the state that enters the recurrent product,
 *     one step for all; empty for none
 * @param initial the state before the first step; zero where there is none
 * @param last receives the state behind the last step
 */
public record RecurrentPass(
    WayBack wayBack,
    @Nullable Sequences stepMask,
    List<Sequences> inputMasks,
    List<Sequences> recurrentMasks,
    @Nullable RecurrentState initial,
    @Nullable RecurrentState last) {

  /** Without masks, from a state of zeros. */
  public static RecurrentPass plain(WayBack wayBack) {
    return new RecurrentPass(wayBack, null, List.of(), List.of(), null, null);
  }
}
