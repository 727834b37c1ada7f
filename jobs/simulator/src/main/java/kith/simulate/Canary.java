package kith.simulate;

import java.util.Locale;

/**
 * Replaces whatever identifies somebody by an unmistakable token, so that a test can search for it
 * where it must not be. A person's and a worker's number keep their identity: the same number gives
 * the same token in every table.
 */
final class Canary {

  private Canary() {}

  static String of(Table table, int column, String value) {
    Sheet.Column sheet = Sheet.of(table).columns().get(column);
    return switch (sheet.privacy()) {
      case NONE -> value;
      case PERSON -> "CANARYPERSON" + value;
      case LEGACY -> "CANARYLEGACY" + value;
      case WORKER -> "CANARYWORKER" + value;
      case PRIVATE -> inWords(sheet.name(), value);
    };
  }

  private static String inWords(String column, String value) {
    String name =
        column.substring(column.indexOf('_') + 1).replace("_", "").toUpperCase(Locale.ROOT);
    String token = "CANARY" + name + Math.floorMod(Dice.mix(value.hashCode()), 1_000_000);
    return column.endsWith("_json") ? "{\"STREET\":\"" + token + "\"}" : token;
  }
}
