package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/** Reads published cells. A symbol is never a number, and a blank cell is neither. */
final class Figures {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\\.[0-9]+)?(?:E-?[0-9]+)?");

  private static final Pattern YEARS_AND_MONTHS = Pattern.compile("([0-9]{1,2}):(0[0-9]|1[01])");

  /** Floating point numbers written out in full have noise in their sixteenth digit. */
  private static final MathContext WITHOUT_NOISE = new MathContext(14);

  private static final int MONTHS = 12;

  private final Map<String, String> statusBySymbol;

  /** Reads the publishers' symbols from {@code symbols.csv} of a folder. */
  Figures(Path folder) {
    statusBySymbol =
        CodeLists.read(folder.resolve("symbols.csv")).stream()
            .collect(Collectors.toMap(row -> filled(row, "symbol"), row -> filled(row, "status")));
  }

  /** The symbols in words. */
  String symbols() {
    return statusBySymbol.keySet().stream().sorted().collect(Collectors.joining(" "));
  }

  /**
   * Reads a cell; empty where it is neither a number nor a symbol.
   *
   * @param isDuration true for years and months, which become months: 01:07 is 19
   */
  Optional<Figure> read(@Nullable String cell, boolean isDuration) {
    String text = cell == null ? "" : cell.strip();
    String status = statusBySymbol.get(text);
    if (status != null) {
      return Optional.of(new Figure(null, status));
    }
    return (isDuration ? months(text) : number(text)).map(Figure::of);
  }

  private static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches()
        ? Optional.of(plain(new BigDecimal(text.replace(",", "")).round(WITHOUT_NOISE)))
        : Optional.empty();
  }

  private static Optional<BigDecimal> months(String text) {
    Matcher parts = YEARS_AND_MONTHS.matcher(text);
    return parts.matches()
        ? Optional.of(
            BigDecimal.valueOf(
                (long) MONTHS * Integer.parseInt(parts.group(1))
                    + Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  /** Without zeros after the last digit, and never as a power of ten. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
