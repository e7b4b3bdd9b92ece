package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.chronoshard.config.TargetSettings;

/** The kinds of targets as JSON tells them apart: by a word, never by a class. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TargetSettings.Channel.class, name = "channel"),
  @JsonSubTypes.Type(value = TargetSettings.Difference.class, name = "difference"),
  @JsonSubTypes.Type(value = TargetSettings.Expression.class, name = "expression"),
  @JsonSubTypes.Type(value = TargetSettings.RemainingLife.class, name = "remaining-life"),
})
interface TargetKinds {}
