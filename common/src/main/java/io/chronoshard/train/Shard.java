package io.chronoshard.train;

import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowSet;

/**
 * The windows that one worker trains on and validates.
 *
 * @param number from 0
 * @param training windows of the training part
 * @param validation windows of the validation part
 * @param trainingCounts the account of the training part's windows
 * @param validationCounts the account of the validation part's windows
 */
public record Shard(
    int number,
    WindowSet training,
    WindowSet validation,
    WindowCounts trainingCounts,
    WindowCounts validationCounts) {}
