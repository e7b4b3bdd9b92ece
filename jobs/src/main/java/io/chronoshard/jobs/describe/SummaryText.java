package io.chronoshard.jobs.describe;

import io.chronoshard.jobs.cli.TextTable;
import io.chronoshard.model.Summary;
import java.util.Locale;

/**
 * Layers, shapes and numbers of parameters as a table, and the graph drawn.
 *
 * @param summary of one network
 */
public record SummaryText(Summary summary) {

  @Override
  public String toString() {
    TextTable table = new TextTable("layer", "type", "output shape", " parameters", "reads");
    for (Summary.Node node : summary.nodes()) {
      table.row(
          node.name(),
          node.type(),
          node.shape(),
          number(node.parameters()),
          String.join(", ", node.from()));
    }
    StringBuilder text = new StringBuilder().append(table);
    text.append("\n\ntotal parameters: ").append(number(summary.parameters()));
    text.append(", all of them trained\n\n");
    summary.drawing().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
