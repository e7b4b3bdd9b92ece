package io.chronoshard.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Set;

/**
 * A network's configuration in Deeplearning4j's JSON, looked through before anything is made of it.
 * It names nothing but {@link KnownClasses}, and its sizes are those of networks.
 *
 * <p>What was looked at is written anew: whoever reads that cannot read anything else in it, such
 * as the other one of two values for one key.
 */
final class NetworkText {

  /** Fifty times as many as the largest recipe's. */
  private static final int TOKENS = 1 << 17;

  /** Units, filters, rows of an embedding: three of them multiplied fit a long number. */
  private static final long SIZES = 1 << 21;

  private static final int DEPTH = 64;
  private static final int TEXT = 1 << 16;
  private static final int DIGITS = 64;

  /** What a class is named by: of nearly all, and of distributions. */
  private static final Set<String> CLASS_KEYS = Set.of("@class", "type");

  /** Whole numbers that are no sizes. */
  private static final Set<String> COUNTS = Set.of("seed", "iterationCount", "epochCount");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(TEXT)
                  .maxNumberLength(DIGITS)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser in;
  private final String source;

  private NetworkText(JsonParser in, String source) {
    this.in = in;
    this.source = source;
  }

  /**
   * The same configuration, on one line.
   *
   * @param source where it comes from, for messages
   * @throws StorageException where it is no JSON object, or holds what no network of ours has
   */
  static String checked(byte[] json, String source) {
    StringWriter text = new StringWriter();
    try (JsonParser in = FACTORY.createParser(json);
        JsonGenerator out = FACTORY.createGenerator(text)) {
      new NetworkText(in, source).copy(out);
    } catch (JsonProcessingException e) {
      throw new StorageException(
          source + " cannot be read: " + e.getOriginalMessage() + "; it is not opened", e);
    } catch (IOException e) {
      throw new IllegalStateException("copying in memory failed", e);
    }
    return text.toString();
  }

  private void copy(JsonGenerator out) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw refused("holds no object");
    }
    out.copyCurrentEvent(in);
    boolean isName = false;
    int tokens = 1;
    while (!in.getParsingContext().inRoot()) {
      JsonToken token = in.nextToken();
      if (token == null) {
        throw refused("ends too soon");
      }
      if (++tokens > TOKENS) {
        throw refused("holds more than " + TOKENS + " keys and values");
      }
      if (isName) {
        checkNamed(token);
      }
      if (token == JsonToken.VALUE_NUMBER_INT) {
        checkNumber();
      }
      isName = token == JsonToken.FIELD_NAME && CLASS_KEYS.contains(in.getCurrentName());
      out.copyCurrentEvent(in);
    }
    if (in.nextToken() != null) {
      throw refused("goes on behind its end");
    }
  }

  /** A text is a class; a node of a graph may be called {@code type} and is none. */
  private void checkNamed(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      if (!KnownClasses.NAMES.contains(in.getText())) {
        throw refused("names the class " + in.getText() + ", which is no part of a network");
      }
    } else if ("@class".equals(in.getCurrentName()) || !token.isStructStart()) {
      throw refused("names a class by what is no name");
    }
  }

  private void checkNumber() throws IOException {
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || (!COUNTS.contains(String.valueOf(in.getCurrentName())) && !isSize(in.getLongValue()))) {
      throw refused(
          String.format(
              Locale.ROOT,
              "says %s = %s, and a network's sizes are less than %d",
              in.getCurrentName(),
              in.getText(),
              SIZES));
    }
  }

  private static boolean isSize(long number) {
    return number > -SIZES && number < SIZES;
  }

  private StorageException refused(String why) {
    return new StorageException(source + " " + why + "; it is not opened");
  }
}
