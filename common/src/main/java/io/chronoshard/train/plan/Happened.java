package io.chronoshard.train.plan;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a training has taken.
 *
 * @param executors that were there
 * @param cores of each
 * @param trainingWindows that were used
 * @param validationWindows that were used
 * @param rounds of an epoch
 * @param epochSeconds of an epoch, its validation included, where one was seen as a whole
 * @param heldBytes of all shards in executors' memory, where none of them lay on disk
 * @param returnedBytes of all shards in a round, as they travelled, where rounds were seen
 */
public record Happened(
    int executors,
    int cores,
    long trainingWindows,
    long validationWindows,
    int rounds,
    OptionalDouble epochSeconds,
    OptionalLong heldBytes,
    OptionalLong returnedBytes) {}
