package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.GaussianForm;
import io.chronoshard.model.error.LifeForm;
import io.chronoshard.model.error.ProbabilityForm;
import io.chronoshard.model.error.QuantilesForm;
import io.chronoshard.model.error.ValueForm;

/** The kinds of forecasts as JSON tells them apart: by a word, never by a class. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ValueForm.class, name = "value"),
  @JsonSubTypes.Type(value = QuantilesForm.class, name = "quantiles"),
  @JsonSubTypes.Type(value = GaussianForm.class, name = "gaussian"),
  @JsonSubTypes.Type(value = ProbabilityForm.class, name = "probability"),
  @JsonSubTypes.Type(value = ClassesForm.class, name = "classes"),
  @JsonSubTypes.Type(value = LifeForm.class, name = "life"),
})
interface FormKinds {}
