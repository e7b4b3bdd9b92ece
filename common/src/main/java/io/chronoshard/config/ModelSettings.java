package io.chronoshard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The block {@code model}; see reference.conf for each key.
 *
 * @param layers from input to output, without the output layer, which follows from the targets
 * @param members further models of an ensemble, which have none themselves
 */
public record ModelSettings(List<LayerSettings> layers, List<ModelSettings> members) {

  /** Copies the lists. */
  public ModelSettings {
    layers = List.copyOf(layers);
    members = List.copyOf(members);
  }

  /** All models of the ensemble, each by itself; only this one where there is no other. */
  public List<ModelSettings> all() {
    return Stream.concat(Stream.of(new ModelSettings(layers, List.of())), members.stream())
        .toList();
  }

  static ModelSettings read(Section section) {
    List<LayerSettings> layers = layers(section);
    List<ModelSettings> members = new ArrayList<>();
    for (Section member : section.sections("members")) {
      if (!member.has("layers")) {
        member.problem("layers", "nothing", "must be the layers of this member");
      }
      members.add(new ModelSettings(layers(member), List.of()));
      member.close();
    }
    section.close();
    return new ModelSettings(layers, members);
  }

  private static List<LayerSettings> layers(Section section) {
    List<LayerSettings> layers = new ArrayList<>();
    List<Section> sections = section.sections("layers");
    for (int i = 0; i < sections.size(); i++) {
      layers.add(new LayerReader(sections.get(i), section.name("layers[" + i + "]")).read());
    }
    return layers;
  }
}
