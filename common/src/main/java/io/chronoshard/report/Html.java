package io.chronoshard.report;

/**
 * HTML under construction. Tags and names of attributes come from the code; texts and values of
 * attributes may come from data, and are escaped.
 */
final class Html {

  private final StringBuilder html = new StringBuilder();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String tag, String... attributes) {
    html.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1]));
      html.append('"');
    }
    html.append('>');
    return this;
  }

  /** Closes an element. */
  Html close(String tag) {
    html.append("</").append(tag).append(">\n");
    return this;
  }

  /** A text. */
  Html text(String text) {
    html.append(escape(text));
    return this;
  }

  /**
   * An element that holds a text alone.
   *
   * @param attributes names and values in turn
   */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** Markup that was built before. */
  Html add(Html other) {
    html.append(other.html);
    return this;
  }

  /** Text that stands for itself between tags and inside of quoted attributes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(isControl(character) ? '\uFFFD' : character);
      }
    }
    return escaped.toString();
  }

  /** Characters that HTML does not allow, not even escaped. */
  private static boolean isControl(char character) {
    return Character.isISOControl(character) && character != '\n' && character != '\t';
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
