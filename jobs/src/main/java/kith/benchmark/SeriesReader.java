package kith.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kith.benchmark.Mapping.Series;
import kith.benchmark.PublishedTable.Place;
import kith.project.KithException;
import kith.source.folder.PlainFile;
import org.jspecify.annotations.Nullable;

/** Makes the series of a mapping from a publisher's file. */
final class SeriesReader {

  /**
   * The rows of a file.
   *
   * @param tooEarly how many figures are left out because nobody recorded when their period came
   *     out first
   */
  record Found(Edition edition, List<SeriesRow> rows, long tooEarly) {}

  private record Dated(Series series, Place place, LocalDate periodEnd, Figure value) {}

  private final PlainFile file;
  private final Mapping mapping;
  private final Editions editions;

  SeriesReader(PlainFile file, Mapping mapping, Editions editions) {
    this.file = file;
    this.mapping = mapping;
    this.editions = editions;
  }

  Found of(PublishedTable table) {
    List<Dated> values = new ArrayList<>();
    for (Series series : mapping.series()) {
      table
          .places()
          .forEach(
              (place, rows) ->
                  series
                      .value()
                      .of(rows, series.where())
                      .ifPresent(value -> values.add(dated(series, place, value))));
    }
    LocalDate newest =
        values.stream()
            .map(Dated::periodEnd)
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> broken("it has no figure of any series"));
    Edition edition = editions.of(file.name(), mapping.publication(), newest);
    List<SeriesRow> rows = new ArrayList<>();
    values.forEach(value -> row(value, table, edition).ifPresent(rows::add));
    return new Found(edition, rows, values.size() - rows.size());
  }

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private Dated dated(Series series, Place place, Figure value) {
    BigDecimal number = value.number();
    boolean isShare = series.unit().equals("%");
    if (number != null && (number.signum() < 0 || (isShare && number.compareTo(ALL) > 0))) {
      throw broken(
          "%s%s cannot be the value of %s".formatted(number, isShare ? "%" : "", series.kpi()));
    }
    LocalDate periodEnd =
        Period.end(place.time(), series.periodEnd())
            .orElseThrow(() -> broken("its period '" + place.time() + "' is not a year"));
    return new Dated(series, place, periodEnd, value);
  }

  /** Empty where the list of editions does not say when the period first came out. */
  private Optional<SeriesRow> row(Dated value, PublishedTable table, Edition edition) {
    Series series = value.series();
    return editions
        .firstPublished(series.firstPublishedIn(), value.periodEnd())
        .map(
            first ->
                new SeriesRow(
                    series.kpi(),
                    value.place().area(),
                    value.periodEnd(),
                    edition,
                    first,
                    number(series.numerator(), series, value.place(), table),
                    number(series.denominator(), series, value.place(), table),
                    value.value().number(),
                    series.unit(),
                    value.value().status(),
                    mapping.fillsGaps()));
  }

  private static @Nullable BigDecimal number(
      @Nullable Term term, Series series, Place place, PublishedTable table) {
    PublishedTable.PlaceRows rows = table.places().get(place);
    return term == null || rows == null
        ? null
        : term.of(rows, series.where()).map(Figure::number).orElse(null);
  }

  private KithException broken(String why) {
    return Breach.of(file.name(), why, mapping.file());
  }
}
