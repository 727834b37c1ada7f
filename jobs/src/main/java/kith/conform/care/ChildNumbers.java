package kith.conform.care;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import kith.conform.Key;
import kith.conform.placement.Episode;
import kith.conform.placement.EpisodeInCare;
import kith.conform.placement.EpisodeInPlacement;
import kith.conform.placement.Place;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the episodes child by child in the order of R4: start, end (open last), the source's own
 * number, then content, so that the order of a file's lines plays no part. What an episode belongs
 * to depends on the one that it follows, which a window function cannot work out.
 */
final class ChildNumbers implements FlatMapFunction<Row, Row>, Serializable {

  private static final StructType NUMBERS =
      StructType.fromDDL(
          """
          episode_no int not null, care_period_no int, counts_until date, placement_no int,
          present_until date, counted_placement_type string,
          counted_distance_miles decimal(9,4), counted_postcode_district string,
          temporary_without_placement boolean not null, overlaps boolean not null,
          two_open boolean not null, gap_before boolean not null, gap_bridged boolean not null
          """);

  private static final Comparator<Row> IN_ORDER =
      by("started_on")
          .thenComparing(by("ended_on"))
          .thenComparing(row -> row.getStruct(row.fieldIndex("source_number")), sourceNumbers())
          .thenComparing(by("start_reason"))
          .thenComparing(by("end_reason"))
          .thenComparing(by("placement_id"))
          .thenComparing(by("category_of_need"))
          .thenComparing(by("entered_care_on"))
          .thenComparing(by("end_unreadable"));

  private final int gapDays;
  private final PlacementNumbers placementNumbers;

  private ChildNumbers(int gapDays, PlacementNumbers placementNumbers) {
    this.gapDays = gapDays;
    this.placementNumbers = placementNumbers;
  }

  /** Adds the numbers of episodes, periods and placements, until when each counts, and flags. */
  static Dataset<Row> number(
      Dataset<Row> episodes, int gapDays, PlacementNumbers placementNumbers) {
    StructType schema = new StructType().add("episode", episodes.schema()).add("numbers", NUMBERS);
    Column[] all = Arrays.stream(episodes.columns()).map(name -> col(name)).toArray(Column[]::new);
    return episodes
        .groupBy(Key.CHILD.columns())
        .agg(collect_list(struct(all)).as("episodes"))
        .select("episodes")
        .flatMap(new ChildNumbers(gapDays, placementNumbers), Encoders.row(schema))
        .select("episode.*", "numbers.*");
  }

  @Override
  public Iterator<Row> call(Row child) {
    List<Row> rows = new ArrayList<>(child.<Row>getList(0));
    rows.sort(IN_ORDER);
    List<EpisodeInCare> inCare = PeriodNumbers.number(episodes(rows), gapDays);
    List<EpisodeInPlacement> inPlacement = placementNumbers.number(inCare);
    List<Row> numbered = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      EpisodeInCare care = inCare.get(i);
      EpisodeInPlacement placement = inPlacement.get(i);
      Row counted = rows.get(placement.counted());
      numbered.add(
          RowFactory.create(
              rows.get(i),
              RowFactory.create(
                  i + 1,
                  care.periodNo(),
                  date(care.countsUntil()),
                  placement.placementNo(),
                  date(placement.presentUntil()),
                  counted.getAs("placement_type"),
                  counted.getAs("distance_miles"),
                  counted.getAs("postcode_district"),
                  placement.isTemporaryWithoutPlacement(),
                  care.overlaps(),
                  care.isTwoOpen(),
                  care.gapBefore(),
                  care.gapBridged())));
    }
    return numbered.iterator();
  }

  /**
   * The episodes of the rows. Some systems keep no record of a temporary placement: if the record
   * of the home continues after episodes without a record, the child was away for a time and came
   * back.
   */
  private static List<Episode> episodes(List<Row> rows) {
    List<Episode> episodes = new ArrayList<>();
    String home = null;
    int away = 0;
    for (Row row : rows) {
      String number = row.getAs("placement_number");
      if (row.<Boolean>getAs("placement_found")) {
        if (number != null && number.equals(home)) {
          episodes.subList(episodes.size() - away, episodes.size()).replaceAll(Episode::temporary);
        }
        home = number;
        away = 0;
      } else {
        away++;
      }
      episodes.add(episode(row));
    }
    return episodes;
  }

  private static Episode episode(Row row) {
    return new Episode(
        Objects.requireNonNull(day(row, "started_on")),
        day(row, "ended_on"),
        day(row, "may_count_until"),
        row.getAs("start_reason"),
        row.getAs("end_reason"),
        row.<Boolean>getAs("counts"),
        row.<Boolean>getAs("is_short_break"),
        row.<Boolean>getAs("is_temporary"),
        new Place(
            row.getAs("placement_type"),
            row.getAs("placement_number"),
            row.getAs("provider"),
            row.getAs("provider_urn"),
            row.getAs("postcode_key")));
  }

  private static @Nullable LocalDate day(Row row, String column) {
    Date date = row.getAs(column);
    return date == null ? null : date.toLocalDate();
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  /** Compares by one column, nulls last. */
  @SuppressWarnings("unchecked")
  private static Comparator<Row> by(String column) {
    return Comparator.comparing(
        row -> (Comparable<Object>) row.<Object>getAs(column),
        Comparator.nullsLast(Comparator.naturalOrder()));
  }

  /** Numbers in numeric order, before other texts. */
  private static Comparator<Row> sourceNumbers() {
    return by("as_number").thenComparing(by("as_text"));
  }
}
