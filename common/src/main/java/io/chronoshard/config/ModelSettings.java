package io.chronoshard.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The block {@code model}; see reference.conf for each key.
 *
 * @param layers from input to output, without the output layer, which follows from the targets
 */
public record ModelSettings(List<LayerSettings> layers) {

  static ModelSettings read(Section section) {
    List<LayerSettings> layers = new ArrayList<>();
    List<Section> sections = section.sections("layers");
    for (int i = 0; i < sections.size(); i++) {
      layers.add(new LayerReader(sections.get(i), section.name("layers[" + i + "]")).read());
    }
    section.close();
    return new ModelSettings(List.copyOf(layers));
  }
}
