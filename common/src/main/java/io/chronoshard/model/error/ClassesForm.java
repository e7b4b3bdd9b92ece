package io.chronoshard.model.error;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The probabilities of classes, one of which happens.
 *
 * @param names of the classes
 */
public record ClassesForm(List<String> names) implements ForecastForm {

  /** Copies the list. */
  public ClassesForm {
    names = List.copyOf(names);
  }

  @Override
  public boolean isProbable() {
    return true;
  }

  @Override
  public int width() {
    return names.size();
  }

  @Override
  public int actuals() {
    return names.size();
  }

  @Override
  public float point(float[] forecasts, int at) {
    return largest(forecasts, at);
  }

  @Override
  public float actual(float[] actuals, int at) {
    return largest(actuals, at);
  }

  @Override
  public float shown(float[] forecasts, int at) {
    return forecasts[at + largest(forecasts, at)];
  }

  @Override
  public List<Float> probabilities(float[] forecasts, int at) {
    return IntStream.range(at, at + width()).mapToObj(i -> forecasts[i]).toList();
  }

  /** The place of the first of the largest numbers. */
  public int largest(float[] numbers, int at) {
    int largest = 0;
    for (int i = 1; i < names.size(); i++) {
      if (numbers[at + i] > numbers[at + largest]) {
        largest = i;
      }
    }
    return largest;
  }

  @Override
  public int sums() {
    return ClassSums.count(names.size());
  }

  @Override
  public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
    int actual = largest(actuals, from);
    ClassSums.add(sums, to, forecasts, at, names.size(), actual, largest(forecasts, at));
  }

  @Override
  public Errors errors(long count, double[] sums) {
    return ClassSums.errors(names, count, sums);
  }
}
