package kith.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CodePointCharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/** Splits a text into SQL statements. Spark's own lexer says what a semicolon is. */
public final class Statements {

  /** What opens a string or a quoted name; the lexer does not recognise one that is alone. */
  private static final Set<String> QUOTATION_MARKS = Set.of("'", "\"", "`");

  private Statements() {}

  /**
   * The statements of a text, without the semicolons between them. A semicolon in a string, a
   * quoted name or a comment does not end a statement. A piece with only blanks and comments is not
   * a statement.
   */
  static List<String> of(String text) {
    CodePointCharStream characters = CharStreams.fromString(text);
    List<String> statements = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (Token token : tokens(characters)) {
      if (token.getType() != SqlBaseLexer.SEMICOLON) {
        first = first < 0 ? token.getStartIndex() : first;
        last = token.getStopIndex();
      } else if (first >= 0) {
        statements.add(characters.getText(Interval.of(first, last)));
        first = -1;
      }
    }
    if (first >= 0) {
      statements.add(characters.getText(Interval.of(first, last)));
    }
    return statements;
  }

  /**
   * Whether a text that somebody types has come to the end of a statement: its last word is a
   * semicolon, and no quotation mark is open. A text with only blanks and comments has no statement
   * to end.
   */
  public static boolean areEnded(String text) {
    List<Token> tokens = tokens(CharStreams.fromString(text));
    boolean isOpen =
        tokens.stream()
            .anyMatch(
                token ->
                    token.getType() == SqlBaseLexer.UNRECOGNIZED
                        && QUOTATION_MARKS.contains(token.getText()));
    return tokens.isEmpty()
        || !isOpen && tokens.get(tokens.size() - 1).getType() == SqlBaseLexer.SEMICOLON;
  }

  /** The words of a text, without blanks and comments. */
  private static List<Token> tokens(CodePointCharStream characters) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(characters));
    lexer.removeErrorListeners();
    return lexer.getAllTokens().stream()
        .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
        .map(Token.class::cast)
        .toList();
  }
}
