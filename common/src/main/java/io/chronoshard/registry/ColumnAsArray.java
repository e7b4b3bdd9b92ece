package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The map of a column as {@code [shift, divisor]}: each series may have many of its own. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"shift", "divisor"})
interface ColumnAsArray {}
