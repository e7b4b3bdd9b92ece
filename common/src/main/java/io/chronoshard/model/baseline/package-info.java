/**
 * What a model must beat: forecasters that are fitted on the training part without a network.
 *
 * <p>Enters: blocks of the training part. Leaves: forecasters of the same windows as the model's,
 * in the targets' own units, and what there is to say about their fit. Sums are taken block by
 * block and added in the order of blocks. Knows no Spark.
 */
@NullMarked
package io.chronoshard.model.baseline;

import org.jspecify.annotations.NullMarked;
