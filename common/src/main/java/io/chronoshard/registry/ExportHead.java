package io.chronoshard.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What an exported version says first.
 *
 * @param format how the file is to be read
 * @param model the name of its model
 * @param version its number where it was exported
 */
@JsonPropertyOrder("format")
record ExportHead(int format, String model, int version) {

  /** The format that this release writes and reads. */
  static final int FORMAT = 1;

  static final String FILE = "export.json";
}
