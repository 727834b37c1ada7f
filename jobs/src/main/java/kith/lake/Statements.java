package kith.lake;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CodePointCharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/** Splits a text into SQL statements. */
final class Statements {

  private Statements() {}

  /**
   * The statements of a text, without the semicolons between them. Spark's own lexer says what a
   * semicolon is: one in a string, a quoted name or a comment does not end a statement. A piece
   * with only blanks and comments is not a statement.
   */
  static List<String> of(String text) {
    CodePointCharStream characters = CharStreams.fromString(text);
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(characters));
    lexer.removeErrorListeners();
    List<String> statements = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (Token token : lexer.getAllTokens()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
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
}
