package io.chronoshard.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * What a promotion says; the newest promotion names the champion.
 *
 * @param version the version that is used from here on
 * @param predecessor the version that was used before, where there was one
 * @param runId the run that promoted it
 * @param promoted when
 */
record Promotion(int version, Optional<Integer> predecessor, String runId, Instant promoted) {}
