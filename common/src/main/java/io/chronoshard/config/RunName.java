package io.chronoshard.config;

/**
 * Which run this is, and what it is of.
 *
 * @param id names its folder; runs of one id are attempts at the same
 * @param identity hash of all that decides its result: data, configuration and seed
 */
public record RunName(String id, String identity) {}
