package io.chronoshard.model;

/**
 * What a network reads of one window.
 *
 * @param name what nodes call it
 * @param called what messages call it
 * @param shape of one window's values
 */
public record ModelInput(String name, String called, LayerShape shape) {}
