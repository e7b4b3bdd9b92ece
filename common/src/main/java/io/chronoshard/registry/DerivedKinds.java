package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.chronoshard.config.DerivedSettings;

/** The kinds of derived inputs as JSON tells them apart: by a word, never by a class. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DerivedSettings.Past.class, name = "past"),
  @JsonSubTypes.Type(value = DerivedSettings.Rolling.class, name = "rolling"),
  @JsonSubTypes.Type(value = DerivedSettings.Components.class, name = "components"),
  @JsonSubTypes.Type(value = DerivedSettings.Logarithm.class, name = "logarithm"),
  @JsonSubTypes.Type(value = DerivedSettings.Clip.class, name = "clip"),
  @JsonSubTypes.Type(value = DerivedSettings.Known.class, name = "known"),
  @JsonSubTypes.Type(value = DerivedSettings.Expression.class, name = "expression"),
})
interface DerivedKinds {}
