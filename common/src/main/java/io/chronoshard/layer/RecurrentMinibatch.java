package io.chronoshard.layer;

import io.chronoshard.kernel.WayBack;
import io.chronoshard.layer.SequenceDropout.Factors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a recurrent layer runs over.
 *
 * @param parameters of the layer, one behind the other
 * @param input {@code [sample][feature][time]}, or {@code [sample][time][feature]} by its format
 * @param mask {@code [sample][time]}: 1, or 0 where state and output are carried over; null for
 *     ones
 * @param wayBack whether it follows
 * @param factors of dropout
 */
record RecurrentMinibatch(
    INDArray parameters,
    INDArray input,
    @Nullable INDArray mask,
    WayBack wayBack,
    Factors factors) {}
