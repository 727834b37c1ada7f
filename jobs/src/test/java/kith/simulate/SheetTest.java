package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator knows of a table's columns: what the contracts say, and when rows leave. */
class SheetTest {

  @Test
  void theSheetSaysWhatTheContractsSay() {
    for (Table table : Table.values()) {
      JsonNode contract = Recount.contract(table);
      Set<String> key = new TreeSet<>();
      contract.get("business_key").forEach(column -> key.add(column.asText()));
      Set<String> record = new TreeSet<>();
      contract.path("record").forEach(column -> record.add(column.asText()));
      List<String> names = new ArrayList<>();
      for (var column : contract.get("columns").properties()) {
        names.add(column.getKey());
        JsonNode node = column.getValue();
        Sheet.Column sheet = Sheet.of(table).columns().get(names.size() - 1);
        String type =
            node.get("type").asText().replace("timestamp", "time").replaceFirst("^id$", "text");
        assertThat(sheet.type().name()).as(sheet.name()).isEqualToIgnoringCase(type);
        assertThat(sheet.is(Sheet.Mark.NEEDED))
            .as(sheet.name())
            .isEqualTo(node.path("required").asBoolean());
        assertThat(sheet.is(Sheet.Mark.DAY))
            .as(sheet.name())
            .isEqualTo(node.path("required").asText().equals("when_filled"));
        assertThat(sheet.is(Sheet.Mark.RECORD))
            .as(sheet.name())
            .isEqualTo(record.contains(sheet.name()));
        assertThat(sheet.is(Sheet.Mark.VOLATILE))
            .as(sheet.name())
            .isEqualTo(node.path("volatile").asBoolean());
        assertThat(sheet.isLanded())
            .as(sheet.name())
            .isEqualTo(!node.path("not_needed").asBoolean());
        assertThat(sheet.is(Sheet.Mark.KEY)).as(sheet.name()).isEqualTo(key.contains(sheet.name()));
      }
      assertThat(Sheet.of(table).columns().stream().map(Sheet.Column::name))
          .containsExactlyElementsOf(names);
    }
  }

  @Test
  void rowsLeaveTheWindowByADateThatTheirFileShows(@TempDir Path folder) {
    Records records = MessyAuthority.into(folder).records();
    int checked = 0;
    for (Table table : Table.values()) {
      Sheet sheet = Sheet.of(table);
      for (Row row : records.of(table)) {
        if (row.until() != null) {
          assertThat(leavingDay(sheet, row)).as(table.stem()).isEqualTo(row.until());
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(1000);
  }

  /** The latest of the dates by which it leaves, once all is known; else the day it began. */
  private static LocalDate leavingDay(Sheet sheet, Row row) {
    LocalDate leaving = null;
    LocalDate began = null;
    for (int i = 0; i < sheet.columns().size(); i++) {
      LocalDate day = row.day(i, MessyAuthority.NIGHT.plusYears(30));
      boolean filled = day != null && day.getYear() > 1900;
      if (filled && sheet.columns().get(i).is(Sheet.Mark.LEAVES)) {
        leaving = Calendar.later(day, leaving);
      } else if (filled && sheet.columns().get(i).is(Sheet.Mark.BEGINS)) {
        began = day;
      }
    }
    return leaving == null ? began : leaving;
  }
}
