package io.chronoshard.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A named layer or merge of {@code model.graph}.
 *
 * @param name what other nodes and outputs call it
 * @param from the nodes or inputs that it reads; empty for the node before, of the first one for
 *     the only input
 * @param layer what it does
 */
public record NodeSettings(String name, List<String> from, LayerSettings layer) {

  /** Copies the list. */
  public NodeSettings {
    from = List.copyOf(from);
  }

  /** Reads all nodes. */
  static List<NodeSettings> readAll(Section model, String key) {
    List<NodeSettings> nodes = new ArrayList<>();
    for (Section block : model.sections(key)) {
      String name = ModelNames.read(block);
      Section section = block.called(name);
      List<String> from = section.optional("from", section::texts).orElse(List.of());
      LayerReader reader = new LayerReader(section, section.path());
      nodes.add(new NodeSettings(name, from, reader.read(from.size())));
    }
    return nodes;
  }
}
