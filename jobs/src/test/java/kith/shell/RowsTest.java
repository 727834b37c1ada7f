package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import kith.project.KithException;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** How cells are printed that are no plain numbers or texts. */
class RowsTest {

  private static String printed(Rows form, String query) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Answer.print(SparkTest.spark().sql(query), form, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void nothingWithinAListIsPrintedAsNothing() {
    String query = "select array(1, null, 3) as a, array(array(null, 2)) as b";

    assertThat(printed(Rows.CSV, query)).isEqualTo("a,b\n1; ; 3,; 2\n");
    assertThat(printed(Rows.TABLE, query)).contains("1; ; 3");
    assertThat(printed(Rows.JSON, query)).contains("{\"a\":[1,null,3],\"b\":[[null,2]]}");
  }

  @Test
  void bytesMapsAndStructsAreReadable() {
    String query = "select unhex('4142') as x, map('k', array(1, 2)) as m, struct(1.5 as n) as s";

    assertThat(printed(Rows.CSV, query)).isEqualTo("x,m,s\n4142,k: 1; 2,1.5\n");
    assertThat(printed(Rows.JSON, query))
        .contains("{\"x\":\"4142\",\"m\":{\"k\":[1,2]},\"s\":{\"n\":1.5}}");
  }

  @Test
  void aColumnIsNeverLostBehindAnotherOfItsName() {
    String query = "select 1 as a, 2 as a";

    assertThat(printed(Rows.CSV, query)).isEqualTo("a,a\n1,2\n");
    assertThatThrownBy(() -> printed(Rows.JSON, query))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("Two columns of the answer have one name");
  }
}
