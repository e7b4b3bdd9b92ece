/**
 * A configured architecture becomes a Deeplearning4j network; naive forecasts stand behind the same
 * interface.
 *
 * <p>Enters: the settings of layers and training, and windows. Leaves: network configurations, and
 * forecasts {@code [sample][horizon][target]} in the targets' own units. A model that does not fit
 * its windows is refused before any network is built. Knows no training and no Spark.
 */
@NullMarked
package io.chronoshard.model;

import org.jspecify.annotations.NullMarked;
