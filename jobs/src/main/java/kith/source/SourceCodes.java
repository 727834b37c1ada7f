package kith.source;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds the code in what a source wrote: the code itself, a wording of its list, or both with more
 * words ({@code U4 Foster, other carer, long term}). {@link ListWords} has the rules.
 */
public final class SourceCodes implements Serializable {

  /**
   * The value for a code that is not in its list, or for a text that does not give a code with
   * certainty.
   */
  public static final String UNKNOWN = "unknown";

  private final Map<String, ListWords> wordsByList = new HashMap<>();
  private final Map<String, Set<String>> textsByList = new HashMap<>();
  private final Map<String, String> contentByList = new HashMap<>();
  private final Map<String, Map<String, String>> found = new HashMap<>();

  /**
   * Reads the lists that the contracts name.
   *
   * @param night the night whose records are read: wordings may have a first and a last night
   */
  public static SourceCodes of(CodeLists lists, List<SourceContract> contracts, LocalDate night) {
    SourceCodes codes = new SourceCodes();
    contracts.stream()
        .flatMap(contract -> contract.columns().stream())
        .map(SourceColumn::codes)
        .filter(list -> list != null)
        .distinct()
        .forEach(
            list -> {
              List<ListWords.Wording> wordings = lists.wordings(list, night);
              codes.wordsByList.put(list, new ListWords(wordings));
              codes.textsByList.put(
                  list,
                  wordings.stream()
                      .map(wording -> wording.text().toLowerCase(Locale.ROOT))
                      .collect(Collectors.toSet()));
              codes.contentByList.put(
                  list,
                  wordings.stream()
                      .map(SourceCodes::content)
                      .sorted()
                      .collect(Collectors.joining("\n")));
              codes.found.put(list, new ConcurrentHashMap<>());
            });
    return codes;
  }

  private static String content(ListWords.Wording wording) {
    return wording.text() + "=" + wording.code() + new TreeSet<>(wording.also());
  }

  /** Whether a text is exactly a code or a wording of a list, ignoring case. */
  boolean has(String list, String text) {
    return Objects.requireNonNull(textsByList.get(list)).contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * The wordings of a list that are valid on the night, with their codes, as one text: a wording
   * may mean another code from a day on.
   */
  public String content(String list) {
    return Objects.requireNonNull(contentByList.get(list));
  }

  /** The code, or {@link #UNKNOWN}. */
  public String code(String list, String text) {
    return Objects.requireNonNull(found.get(list)).computeIfAbsent(text, key -> find(list, key));
  }

  private String find(String list, String text) {
    String code = Objects.requireNonNull(wordsByList.get(list)).find(text);
    return code == null ? UNKNOWN : code;
  }
}
