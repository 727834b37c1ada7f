package kith.simulate;

/** The flat objects of text that the source system keeps in single columns. */
final class Json {

  private Json() {}

  /** An object of these keys and values, none of which needs escaping. */
  static String of(String... keysAndValues) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.append(i == 0 ? "\"" : ",\"").append(keysAndValues[i]).append("\":\"");
      json.append(keysAndValues[i + 1]).append('"');
    }
    return json.append('}').toString();
  }
}
