package io.chronoshard.model;

import io.chronoshard.block.Block;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * How the numbers of a window's forecast lie: {@code [head][row][target]}, each as its form says.
 *
 * @param values what is forecast
 * @param forms what is given for each head's target
 */
public record ForecastLayout(WindowTargets values, List<ForecastForm> forms) {

  /** Copies the list, and checks that each head's target has its form. */
  public ForecastLayout {
    forms = List.copyOf(forms);
    if (forms.size() != values.targets().size()) {
      throw new IllegalArgumentException(
          forms.size() + " forms of " + values.targets().size() + " targets");
    }
  }

  /** What is given for a value. */
  public ForecastForm form(int value) {
    return forms.get(values.place(value));
  }

  /** Numbers of a window. */
  public int numbers() {
    int numbers = 0;
    for (int value = 0; value < values.size(); value++) {
      numbers = Math.addExact(numbers, form(value).width());
    }
    return numbers;
  }

  /** Numbers of a window that each of so many heads gives. */
  public int[] numbers(int heads) {
    int[] numbers = new int[heads];
    for (int value = 0; value < values.size(); value++) {
      numbers[values.head(value)] += form(value).width();
    }
    return numbers;
  }

  /** Numbers of a window that each of so many heads is compared with. */
  int[] actuals(int heads) {
    int[] actuals = new int[heads];
    for (int value = 0; value < values.size(); value++) {
      actuals[values.head(value)] += form(value).actuals();
    }
    return actuals;
  }

  /** Names of all that is given beside a value, of any head's target. */
  public List<String> furtherNames() {
    return forms.stream().flatMap(form -> form.furtherNames().stream()).distinct().toList();
  }

  /**
   * What is given beside a value, in the order of all names; NaN where its form has none of a name.
   */
  public List<Float> further(int value, float[] forecasts, int at) {
    List<String> own = form(value).furtherNames();
    List<Float> given = form(value).further(forecasts, at);
    return furtherNames().stream()
        .map(name -> own.contains(name) ? given.get(own.indexOf(name)) : (Float) Float.NaN)
        .toList();
  }

  /** What happened in a window: {@code [head][row][target]}, as the forms compare it. */
  public float[] actual(Block block, long origin) {
    int size = 0;
    for (int value = 0; value < values.size(); value++) {
      size += form(value).actuals();
    }
    float[] actual = new float[size];
    int at = 0;
    for (int value = 0; value < values.size(); value++) {
      for (int i = 0; i < form(value).actuals(); i++) {
        actual[at++] = block.targets().at(origin + values.lead(value), values.column(value) + i);
      }
    }
    return actual;
  }
}
