package kith.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Rows that wait in memory and, when they are many, on the disk. */
class WaitingRowsTest {

  private static Row row(int number) {
    return RowFactory.create(
        "text " + number, number % 3 == 0 ? null : (long) number, Date.valueOf("2026-03-31"), true);
  }

  private static List<String> files() {
    String[] names = new File(System.getProperty("java.io.tmpdir")).list();
    return Arrays.stream(names).filter(name -> name.startsWith("waiting")).toList();
  }

  @Test
  void allComeBackInTheirOrderAndNoFileIsLeft() {
    WaitingRows waiting = new WaitingRows();
    int all = WaitingRows.IN_MEMORY + 2_500;
    for (int i = 0; i < all; i++) {
      waiting.add(row(i));
    }
    assertThat(files()).as("those that memory has no room for").isNotEmpty();
    List<Row> read = new ArrayList<>();

    waiting.iterator().forEachRemaining(read::add);

    assertThat(read).hasSize(all);
    for (int i : List.of(0, WaitingRows.IN_MEMORY - 1, WaitingRows.IN_MEMORY, all - 1)) {
      assertThat(read.get(i)).isEqualTo(row(i));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void fewNeedNoFile() {
    WaitingRows waiting = new WaitingRows();
    waiting.add(row(1));

    assertThat(files()).isEmpty();
    assertThat(waiting.iterator()).toIterable().containsExactly(row(1));
  }
}
