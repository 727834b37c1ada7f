package kith.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one code of a list that a text means, by the list's codes and wordings. A text that
 * could mean two codes, or is in doubt, gives no code: a wrong guess is worse than unknown.
 *
 * <ul>
 *   <li>A code or a wording alone, a code with its own wording, and both with dates or brackets
 *       around them mean the code. Case, blanks and punctuation make no difference.
 *   <li>A code of letters and digits ({@code C2}) is found anywhere in the text, unless the text
 *       has a second one, the words are those of another code, or a word casts doubt ({@code not
 *       C2}).
 *   <li>Another code ({@code S}, {@code NO}, {@code 4}) may also be a word: it is found only at the
 *       start, and only if what follows shows that it is meant as a code.
 *   <li>A code in brackets at the end ({@code Returned to parents (E4A)}) counts with its own
 *       wording or, where it is of letters and digits, with words of the authority that cast no
 *       doubt.
 *   <li>A wording with a star stands for any letters in its place.
 *   <li>A text close to the length at which systems truncate is read as the wording it is the
 *       beginning of, if only one code has such a wording.
 * </ul>
 */
final class ListWords implements Serializable {

  /**
   * A wording of a code; the code itself counts as one.
   *
   * @param also other codes that the wording may appear with
   */
  record Wording(String text, String code, Set<String> also) implements Serializable {

    Wording(String text, String code) {
      this(text, code, Set.of());
    }
  }

  /** Systems truncate texts at 100 characters or more; some include the code before the words. */
  private static final int CUT_OFF = 90;

  private static final Set<String> DOUBTS_BEFORE =
      setOf(
          """
          not no non never longer ex former formerly previous previously was were until before
          application applied applying pending proposed possible possibly maybe instead except
          excluding without unless or to from ended discharged revoked expired lapsed refused
          withdrawn awaiting awaited seeking sought rescinded superseded finished ceased
          """);

  private static final Set<String> DOUBTS_AFTER =
      setOf(
          """
          and or application applied pending proposed possible possibly ended discharged revoked
          expired lapsed until rescinded superseded finished ceased secondary second co joint
          """);

  /** After a letter that may be a word. */
  private static final Set<String> LINKS = Set.of("and", "or", "of", "to");

  /** Codes that are words of English: in a sentence they mean what they say. */
  private static final Set<String> ENGLISH =
      Set.of(
          "at", "both", "child", "close", "con", "died", "hand", "hear", "manage", "no", "none",
          "other", "others", "place", "stand", "yes");

  private static final Set<String> DOUBTS_OF_STARS =
      setOf(
          """
          not no refused refuses declined cancelled missed failed request requested requests
          offer offered letter letters sent consent invited invitation booked booking due planned
          dna reminder referral referred paperwork chased awaiting
          """);

  private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";

  private static final Pattern DATE =
      Pattern.compile(
          "(?:\\b(?:from|since|on|until|till|to)\\s+)?\\b(?:[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}"
              + "|[0-9]{1,2}[- ]"
              + MONTH
              + "[- ][0-9]{2,4})(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?)?\\b");

  /** Joining words, which cast no doubt on a code in brackets after them. */
  private static final Set<String> JOINS =
      Set.of("or", "to", "from", "no", "non", "not", "without");

  private static final Pattern TITLE = Pattern.compile("([^:]*\\p{L}[^:]*):(.+)");
  private static final Pattern CODE_IN_FRONT = Pattern.compile("[(\\[]([a-z0-9]+)[)\\]]\\s*(.+)");
  private static final Pattern CODE_AT_THE_END =
      Pattern.compile("(.*[^\\s:])(?:\\s+[(\\[]|\\s*:\\s*)([a-z0-9]+)[)\\]]?");

  private static final Pattern PARTS =
      Pattern.compile("[\\[\\](){}:;|=\\t]|\\s-+\\s|\\s-+$|^-+\\s");
  private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Map<String, Set<String>> codesByWords = new HashMap<>();
  private final Map<String, Set<String>> mayStandBeside = new HashMap<>();
  private final Map<String, String> codesBySign = new HashMap<>();
  private final Map<String, Set<String>> firstWords = new HashMap<>();
  private final List<Wording> cut = new ArrayList<>();
  private final Map<Pattern, String> codesByStar = new HashMap<>();

  ListWords(List<Wording> wordings) {
    for (Wording wording : wordings) {
      if (wording.text().contains("*")) {
        codesByStar.put(star(wording.text()), wording.code());
        continue;
      }
      String words = words(lower(wording.text()));
      codesByWords.computeIfAbsent(words, key -> new HashSet<>()).add(wording.code());
      Set<String> beside = mayStandBeside.computeIfAbsent(words, key -> new HashSet<>());
      beside.add(wording.code());
      beside.addAll(wording.also());
      if (isCode(wording) && !words.contains(" ")) {
        codesBySign.put(words, wording.code());
      }
      firstWords
          .computeIfAbsent(wording.code(), key -> new HashSet<>())
          .add(words.split(" ", 2)[0]);
      cut.add(new Wording(words, wording.code()));
    }
  }

  /** A code, or a second spelling of one, that is not a word. */
  private static boolean isCode(Wording wording) {
    String text = wording.text();
    return text.equals(text.toUpperCase(Locale.ROOT)) && text.equals(wording.code())
        || text.matches(".*[0-9].*");
  }

  /** The star may be at the start or at the end; no wording needs it elsewhere. */
  private static Pattern star(String wording) {
    String text = wording.toLowerCase(Locale.ROOT);
    String word = Pattern.quote(text.replace("*", ""));
    boolean isSign = wording.equals(wording.toUpperCase(Locale.ROOT));
    return isSign
        ? Pattern.compile(Pattern.quote(wording.replace("*", "")) + "[A-Z0-9]*(?:\\W.*)?")
        : Pattern.compile(
            (text.startsWith("*") ? "(?:.*\\W)?" : "") + word + (text.endsWith("*") ? ".*" : ""),
            Pattern.CASE_INSENSITIVE);
  }

  private static Set<String> setOf(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** The code that the text means, or null. */
  @Nullable String find(String raw) {
    String text =
        SourceText.plain(raw.replace("\t", " : ")).replaceAll("[\u2010-\u2015\u2212]", "-");
    if (text.contains("?")) {
      return null;
    }
    String lower = lower(text);
    String exact = only(codesByWords.get(words(lower)));
    if (exact != null || codesByWords.containsKey(words(lower))) {
      return exact;
    }
    String undated = DATE.matcher(lower).replaceAll(" ").strip();
    if (undated.isEmpty()) {
      return null;
    }
    Set<String> codes = codesByWords.get(words(undated));
    if (codes != null) {
      return only(codes);
    }
    String ofCode = afterLeadingCode(undated, words(undated), isShown(text));
    if (ofCode != null) {
      return ofCode;
    }
    String whole = besideItsWords(lower);
    String ofOwn = whole != null ? whole : besideItsWords(undated);
    if (ofOwn != null) {
      return ofOwn;
    }
    Set<String> signs = signs(undated);
    if (signs.size() > 1) {
      return null;
    }
    if (signs.size() == 1) {
      return withWords(signs.iterator().next(), undated);
    }
    String ofParts = byParts(undated);
    return ofParts != null ? ofParts : byStarOrStart(text, words(lower));
  }

  /** Null where a part of the text is the wording of another code: {@code V2: short breaks}. */
  private @Nullable String unlessContradicted(String code, String text) {
    for (String part : PARTS.split(text)) {
      String words = words(part);
      Set<String> codes = mayStandBeside.get(words);
      if (codes != null && words.contains(" ") && !codes.contains(code)) {
        return null;
      }
    }
    return code;
  }

  private static @Nullable String only(@Nullable Set<String> codes) {
    return codes != null && codes.size() == 1 ? codes.iterator().next() : null;
  }

  /** A code that stands at the start, with its own wording or clearly meant as a code. */
  private @Nullable String afterLeadingCode(String text, String words, boolean isShown) {
    String first = words.split(" ", 2)[0];
    String code = codesBySign.get(first);
    if (code == null || !text.startsWith(first) || words.length() == first.length()) {
      return null;
    }
    String rest = words.substring(first.length() + 1);
    Set<String> ofRest = mayStandBeside.get(rest);
    if (ofRest != null) {
      return ofRest.contains(code) ? code : null;
    }
    if (isSign(first)) {
      return null;
    }
    String next = rest.split(" ", 2)[0];
    String between = text.substring(first.length());
    boolean isSeparated = between.matches("(?s)\\s*[:;|=)\\]].*|\\s+-\\s.*");
    boolean isOwn = Objects.requireNonNull(firstWords.get(code)).contains(next);
    boolean isLetter =
        first.matches("[a-z&&[^ai]]")
            || isShown && first.matches("[a-z]{2,}") && !ENGLISH.contains(first);
    boolean follows = between.matches("(?s)(\\s+|-|[.,]\\s+)[\\p{L}\\p{N}].*");
    boolean isMeant = isSeparated || follows && (isOwn || isLetter);
    boolean isInDoubt = DOUBTS_AFTER.contains(next) || LINKS.contains(next);
    return isMeant && !isInDoubt && isOnlySign(code, rest) ? unlessContradicted(code, text) : null;
  }

  /**
   * A code in brackets or behind a colon, after its own wording or, where letters and digits make
   * it no word, after words of the authority; or a wording after a title.
   */
  private @Nullable String besideItsWords(String text) {
    Matcher title = TITLE.matcher(text);
    if (title.matches() && signs(title.group(1)).isEmpty() && !isInDoubt(words(title.group(1)))) {
      String ofWords = only(codesByWords.get(words(title.group(2))));
      if (ofWords != null) {
        return ofWords;
      }
    }
    Matcher first = CODE_IN_FRONT.matcher(text);
    if (first.matches() && codesBySign.containsKey(first.group(1))) {
      String code = codesBySign.get(first.group(1));
      Set<String> ofWords = mayStandBeside.getOrDefault(words(first.group(2)), Set.of());
      return ofWords.contains(code) ? code : null;
    }
    Matcher last = CODE_AT_THE_END.matcher(text);
    if (!last.matches() || !codesBySign.containsKey(last.group(2))) {
      return null;
    }
    String code = codesBySign.get(last.group(2));
    String before = words(last.group(1));
    Set<String> ofWords = mayStandBeside.get(before);
    if (ofWords != null) {
      return ofWords.contains(code) ? code : null;
    }
    List<String> words = List.of(before.split(" "));
    boolean isInDoubt =
        DOUBTS_BEFORE.contains(words.get(0))
            || words.stream()
                .anyMatch(word -> DOUBTS_BEFORE.contains(word) && !JOINS.contains(word));
    return isSign(last.group(2)) && signs(before).isEmpty() && !isInDoubt
        ? unlessContradicted(code, text)
        : null;
  }

  /** Whether a text begins in capitals and goes on in small letters. */
  private static boolean isShown(String text) {
    return text.matches("(?s)[A-Z]{2,}[^\\p{L}].*\\p{Ll}.*");
  }

  private boolean isOnlySign(String code, String rest) {
    return signs(rest).stream().allMatch(code::equals);
  }

  /** Letters and digits together are not a word. */
  private static boolean isSign(String word) {
    return word.matches(".*[0-9].*") && word.matches(".*[a-z].*");
  }

  /** The codes of letters and digits anywhere in a text. */
  private Set<String> signs(String text) {
    Set<String> signs = new HashSet<>();
    for (String word : words(text).split(" ")) {
      if (isSign(word) && codesBySign.containsKey(word)) {
        signs.add(codesBySign.get(word));
      }
    }
    return signs;
  }

  /** A code in a text, if the words around it are its own wording or none of them casts doubt. */
  private @Nullable String withWords(String code, String text) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    boolean isAfter = false;
    for (String word : words(text).split(" ")) {
      if (isSign(word) && code.equals(codesBySign.get(word))) {
        isAfter = true;
      } else {
        (isAfter ? after : before).add(word);
      }
    }
    List<String> around = new ArrayList<>(before);
    around.addAll(after);
    for (List<String> part : List.of(around, before, after)) {
      Set<String> codes = mayStandBeside.get(String.join(" ", part));
      if (codes != null) {
        return codes.contains(code) ? code : null;
      }
    }
    boolean isInDoubt =
        before.stream().anyMatch(DOUBTS_BEFORE::contains)
            || !after.isEmpty() && DOUBTS_AFTER.contains(after.get(0))
            || after.size() == 1 && after.get(0).equals("not");
    return isInDoubt ? null : unlessContradicted(code, text);
  }

  /** Words between brackets, dashes and colons: each part means the code, or is a title. */
  private @Nullable String byParts(String text) {
    Set<String> found = null;
    String[] parts = PARTS.split(text);
    for (int i = 0; i < parts.length; i++) {
      String words = words(parts[i]);
      Set<String> codes = codesByWords.get(words);
      if (codes == null) {
        boolean isTitle = i == 0 && text.startsWith(parts[0] + ":") && !isInDoubt(words);
        if (!words.isEmpty() && !isTitle) {
          return null;
        }
      } else if (found == null) {
        found = new HashSet<>(codes);
      } else {
        found.retainAll(codes);
      }
    }
    return only(found);
  }

  private static boolean isInDoubt(String words) {
    return List.of(words.split(" ")).stream().anyMatch(DOUBTS_BEFORE::contains);
  }

  private @Nullable String byStarOrStart(String text, String words) {
    Set<String> found = new HashSet<>();
    codesByStar.forEach(
        (pattern, code) -> {
          if (pattern.matcher(text).matches()) {
            found.add(code);
          }
        });
    if (!found.isEmpty()) {
      boolean isInDoubt = List.of(words.split(" ")).stream().anyMatch(DOUBTS_OF_STARS::contains);
      return isInDoubt ? null : only(found);
    }
    if (words.length() >= CUT_OFF) {
      cut.stream()
          .filter(wording -> wording.text().startsWith(words))
          .forEach(wording -> found.add(wording.code()));
    }
    return only(found);
  }

  private static String lower(String text) {
    return SourceText.plain(text).toLowerCase(Locale.ROOT);
  }

  /** The words of a text, separated by single blanks. */
  private static String words(String lower) {
    return NO_WORDS.matcher(lower).replaceAll(" ").strip();
  }
}
