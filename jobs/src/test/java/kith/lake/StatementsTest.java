package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A semicolon ends a statement only where SQL says so. */
class StatementsTest {

  private static List<String> of(String text) {
    return Statements.of(text);
  }

  @Test
  void semicolonsPartStatements() {
    assertThat(of("select 1")).containsExactly("select 1");
    assertThat(of("select 1;")).containsExactly("select 1");
    assertThat(of(" select 1 ;\n\tselect 2\n")).containsExactly("select 1", "select 2");
    assertThat(of(";;select 1;;\n;select 2;")).containsExactly("select 1", "select 2");
  }

  @Test
  void semicolonsInTextsNamesAndCommentsPartNothing() {
    for (String one :
        List.of(
            "select ';'",
            "select 'it''s; so'",
            "select 'it\\'s; so'",
            "select \";\"",
            "select \"a\\\";b\"",
            "select r'\\' || ';'",
            "select `a;b` from t",
            "select `a``;b` from t",
            "select 1 -- one; two\n + 1",
            "select 1 -- one \\\n; two\n + 1",
            "select /* one; 'two */ 1",
            "select /* one /* two; */ three; */ 1",
            "select /*+ broadcast(t) */ 1",
            "select '/* ' || ';' || ' */'",
            "select '-- ' || ';'")) {
      assertThat(of(one + ";select 2")).containsExactly(one, "select 2");
    }
  }

  @Test
  void whatHoldsOnlyCommentsIsNoStatement() {
    assertThat(of("")).isEmpty();
    assertThat(of(" \n-- nothing;\n/* here; */ ; ")).isEmpty();
    assertThat(of("-- first\nselect 1; -- and after\n")).containsExactly("select 1");
  }

  @Test
  void charactersBeyondTheUsualPlaneMoveNoBorder() {
    assertThat(of("select '\uD83D\uDE00;é'; select 'ſ'"))
        .containsExactly("select '\uD83D\uDE00;é'", "select 'ſ'");
  }

  @Test
  void whatIsTypedIsAtItsEndOnceASemicolonEndsIt() {
    for (String ended :
        List.of(
            "select 1;",
            "select 1; -- done",
            "select ';' ;\n",
            "select 1; select 2;",
            " \n",
            "-- no")) {
      assertThat(Statements.areEnded(ended)).as(ended).isTrue();
    }
    for (String open :
        List.of(
            "select 1",
            "select 1; select 2",
            "select ';'",
            "select 'a;",
            "select \"a;",
            "select `a;",
            "select 1 -- one;",
            "select 1 /* one;")) {
      assertThat(Statements.areEnded(open)).as(open).isFalse();
    }
  }
}
