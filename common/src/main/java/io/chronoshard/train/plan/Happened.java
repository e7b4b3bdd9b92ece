package io.chronoshard.train.plan;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a training has taken.
 *
 * @param executors that were there
 * @param cores of each
 * @param trainingWindows that were used
 * @param validationWindows that were used
 * @param epoch of the first network, where it was not trained before
 * @param heldBytes of all shards in executors' memory, where none of them lay on disk
 * @param returnedBytes of all shards in a round, as they travelled, where rounds were seen
 */
public record Happened(
    int executors,
    int cores,
    long trainingWindows,
    long validationWindows,
    Optional<SeenEpoch> epoch,
    OptionalLong heldBytes,
    OptionalLong returnedBytes) {}
