package kith.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import kith.lake.Statements;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Says when a text that somebody types is whole, and which word of it is being completed. A command
 * is one line; queries end with a semicolon, on whichever line.
 */
final class TypedText implements Parser {

  /** Words that people know from other shells. */
  private static final Set<String> WORDS = Set.of("exit", "quit", "help");

  /** Whether a text is a command and not SQL. */
  static boolean isCommand(String text) {
    return text.strip().startsWith("\\") || WORDS.contains(word(text));
  }

  /** Whether a command follows a query that was not ended: a new line that is no SQL. */
  static boolean endsInCommand(String text) {
    return !isCommand(text)
        && !Statements.areEnded(text)
        && text.substring(text.lastIndexOf('\n') + 1).strip().startsWith("\\");
  }

  /** The name of a command, without its backslash and what follows it. */
  static String command(String text) {
    return word(text).replaceFirst("^\\\\", "").split("\\s", 2)[0];
  }

  /** What follows the name of a command; empty when nothing does. */
  static String argument(String text) {
    String[] parts = text.strip().split("\\s+", 2);
    return parts.length < 2 ? "" : parts[1].replaceFirst("[\\s;]+$", "");
  }

  private static String word(String text) {
    return text.strip().replaceFirst("[\\s;]+$", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public ParsedLine parse(String text, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE
        && !isCommand(text)
        && !endsInCommand(text)
        && !Statements.areEnded(text)) {
      throw new EOFError(-1, -1, "no semicolon yet", ";");
    }
    return Word.before(text, cursor);
  }

  /** A semicolon and a backslash mean themselves. */
  @Override
  public boolean isEscapeChar(char ignored) {
    return false;
  }

  /**
   * The word that ends at the cursor, which may be empty.
   *
   * @param line the whole text
   */
  private record Word(String line, int cursor, String word) implements CompletingParsedLine {

    static Word before(String text, int cursor) {
      boolean isCommand = isCommand(text);
      int start = cursor;
      while (start > 0 && isPart(text.charAt(start - 1), isCommand)) {
        start--;
      }
      return new Word(text, cursor, text.substring(start, cursor));
    }

    /** A name of SQL ends where the next one can begin; what a command names may be a path. */
    private static boolean isPart(char character, boolean isCommand) {
      return isCommand
          ? !Character.isWhitespace(character)
          : Character.isLetterOrDigit(character) || character == '_';
    }

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
