package kith.contract;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the code in what a source wrote: the code itself, another wording that the list names, or
 * either followed by more words ({@code U4 Foster, other carer, long term}). The longest match
 * wins.
 */
public final class SourceCodes implements Serializable {

  /** Stands for a code that its list does not know. */
  public static final String UNKNOWN = "unknown";

  private record Wording(String text, String code) implements Serializable {

    /** A wording that ends in a star stands for whatever starts so. */
    boolean matches(String words) {
      if (text.endsWith("*")) {
        return words.startsWith(text.substring(0, text.length() - 1));
      }
      return words.startsWith(text)
          && (words.length() == text.length()
              || !Character.isLetterOrDigit(words.charAt(text.length())));
    }
  }

  private final Map<String, List<Wording>> wordingsByList = new HashMap<>();
  private final Map<String, String> found = new ConcurrentHashMap<>();

  /** Knows the lists that the contracts name. */
  public static SourceCodes of(CodeLists lists, List<SourceContract> contracts) {
    SourceCodes codes = new SourceCodes();
    contracts.stream()
        .flatMap(contract -> contract.columns().stream())
        .map(SourceContract.Column::codes)
        .filter(list -> list != null)
        .distinct()
        .forEach(list -> codes.wordingsByList.put(list, wordings(lists.rows(list))));
    return codes;
  }

  private static List<Wording> wordings(List<Map<String, String>> rows) {
    return rows.stream()
        .flatMap(
            row -> {
              String also = row.get("also");
              String all = also == null ? row.get("code") : row.get("code") + "|" + also;
              return List.of(all.split("\\|")).stream()
                  .map(text -> new Wording(text.strip().toLowerCase(Locale.ROOT), row.get("code")));
            })
        .sorted(Comparator.comparingInt((Wording wording) -> wording.text().length()).reversed())
        .toList();
  }

  /** The code, {@link #UNKNOWN}, or null for null. */
  public String code(String list, String text) {
    if (text == null) {
      return null;
    }
    return found.computeIfAbsent(list + "\n" + text, key -> find(list, text));
  }

  private String find(String list, String text) {
    String words = text.strip().toLowerCase(Locale.ROOT);
    for (Wording wording : wordingsByList.getOrDefault(list, List.of())) {
      if (wording.matches(words)) {
        return wording.code();
      }
    }
    return UNKNOWN;
  }
}
