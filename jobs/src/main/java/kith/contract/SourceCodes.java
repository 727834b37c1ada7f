package kith.contract;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the code in what a source wrote: the code itself, a wording of its list, or both with more
 * words ({@code U4 Foster, other carer, long term}). How is told at {@link ListWords}.
 */
public final class SourceCodes implements Serializable {

  /** Stands for a code that its list does not know, or that a text does not say for sure. */
  public static final String UNKNOWN = "unknown";

  private final Map<String, ListWords> wordsByList = new HashMap<>();
  private final Map<String, Map<String, String>> found = new HashMap<>();

  /**
   * Knows the lists that the contracts name.
   *
   * @param night the night whose records are read: wordings may have a first and a last one
   */
  public static SourceCodes of(CodeLists lists, List<SourceContract> contracts, LocalDate night) {
    SourceCodes codes = new SourceCodes();
    contracts.stream()
        .flatMap(contract -> contract.columns().stream())
        .map(SourceContract.Column::codes)
        .filter(list -> list != null)
        .distinct()
        .forEach(
            list -> {
              codes.wordsByList.put(list, new ListWords(lists.wordings(list, night)));
              codes.found.put(list, new ConcurrentHashMap<>());
            });
    return codes;
  }

  /** The code, {@link #UNKNOWN}, or null for null. */
  public String code(String list, String text) {
    return text == null ? null : found.get(list).computeIfAbsent(text, key -> find(list, key));
  }

  private String find(String list, String text) {
    String code = wordsByList.get(list).find(text);
    return code == null ? UNKNOWN : code;
  }
}
