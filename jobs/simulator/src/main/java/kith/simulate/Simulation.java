package kith.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes nightly extracts of an invented authority in the shape of the Standard Safeguarding
 * Dataset.
 *
 * <ul>
 *   <li>Output: {@code <out>/<business date>/ssd_<table>.csv} for each of the given number of
 *       nights in a row, the last of them the business date; beside them {@code
 *       return_interview.csv}, {@code initial_health_assessment.csv} and {@code
 *       hr_worker_month.csv}; when asked for, the files of {@link OtherFile}; last of all {@code
 *       _COMPLETE} with the records of each file.
 *   <li>A night shows what was known at its end: no row that begins later, no end that is still to
 *       come, and nothing that ended before the window of {@code years} years.
 *   <li>With mess, {@code <out>/truth.json} says how often each kind of it occurs in each table of
 *       each night and, for a shape other than the plain one, names the shape: {@code {"shape":
 *       ..., "nights": {<business date>: {<file stem>: {<kind>: <count>}}}}}. A count of 0 is left
 *       out. What only two nights show together is missing for the first.
 *   <li>The same arguments give the same bytes. Without mess, from one business date to a later one
 *       history only grows.
 *   <li>Every person, address and number is invented.
 *   <li>Parts: {@link History} fills {@link Records} with what happens in one {@link World}, {@link
 *       Faults} says what is wrong with which row, and {@link NightWriter} writes each night.
 * </ul>
 *
 * @param authorityCode the three-digit number of the authority, used in pupil numbers
 * @param childrenInCare how many are looked after at the end, 20 to 20,000; everything else is in
 *     proportion
 * @param years length of the window that an extract holds, 1 to 15
 * @param businessDate the last night
 * @param nights how many nights in a row, 1 to 400
 * @param seed the same seed gives the same authority
 * @param out the folder to write into; nights that are there already are replaced
 * @param canaries whether whatever identifies a person is replaced by a token that holds the word
 *     {@code CANARY}
 * @param mess how much goes wrong in the source system; null for nothing
 * @param shape whose script writes the files; mess and canaries are for {@link Shape#PLAIN} only
 * @param progress receives messages on progress, without personal details
 */
public record Simulation(
    String authorityCode,
    int childrenInCare,
    int years,
    LocalDate businessDate,
    int nights,
    long seed,
    Path out,
    boolean canaries,
    @Nullable Mess mess,
    Shape shape,
    Consumer<String> progress) {

  /** How many nights are written in parallel. */
  private static final int WRITERS = 2;

  /**
   * What was written.
   *
   * @param nights one entry per night, the earliest first
   */
  public record Summary(List<Night> nights) {}

  /**
   * One night's extract.
   *
   * @param businessDate the night
   * @param folder where its files are
   * @param rows records in all its files together
   */
  public record Night(LocalDate businessDate, Path folder, long rows) {

    private String told() {
      return "night %s: %,d rows".formatted(businessDate, rows);
    }
  }

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when one of them is outside its bounds; the message says which
   */
  public Simulation {
    require(authorityCode != null && authorityCode.matches("\\d{3}"), "authority: three digits");
    require(childrenInCare >= 20 && childrenInCare <= 20_000, "children in care: 20 to 20,000");
    require(years >= 1 && years <= 15, "years: 1 to 15");
    require(nights >= 1 && nights <= 400, "nights: 1 to 400");
    require(businessDate != null, "business date: a date");
    require(
        businessDate == null || (businessDate.getYear() >= 2010 && businessDate.getYear() <= 2040),
        "business date: 2010 to 2040");
    require(out != null, "out: a folder");
    require(shape != null, "shape: a system's script");
    require(mess == null || shape == Shape.PLAIN, "mess: in the plain shape only");
    require(!canaries || shape == Shape.PLAIN, "canaries: in the plain shape only");
    progress = progress == null ? message -> {} : progress;
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("Expected " + expected + ".");
    }
  }

  /** An authority in which nothing goes wrong. */
  public Simulation(
      String authorityCode,
      int childrenInCare,
      int years,
      LocalDate businessDate,
      int nights,
      long seed,
      Path out,
      boolean canaries,
      Consumer<String> progress) {
    this(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        null,
        Shape.PLAIN,
        progress);
  }

  /**
   * A small authority of 120 children in care, two years and one night, into a folder: change what
   * matters.
   */
  public static Simulation into(Path out, LocalDate businessDate) {
    return new Simulation("840", 120, 2, businessDate, 1, 1, out, false, message -> {});
  }

  public Simulation withAuthority(String code) {
    return new Simulation(
        code,
        childrenInCare,
        years,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        mess,
        shape,
        progress);
  }

  public Simulation withChildrenInCare(int children) {
    return new Simulation(
        authorityCode,
        children,
        years,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        mess,
        shape,
        progress);
  }

  public Simulation withYears(int window) {
    return new Simulation(
        authorityCode,
        childrenInCare,
        window,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        mess,
        shape,
        progress);
  }

  public Simulation withNights(int count) {
    return new Simulation(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        count,
        seed,
        out,
        canaries,
        mess,
        shape,
        progress);
  }

  public Simulation withSeed(long other) {
    return new Simulation(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        nights,
        other,
        out,
        canaries,
        mess,
        shape,
        progress);
  }

  public Simulation withCanaries() {
    return new Simulation(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        nights,
        seed,
        out,
        true,
        mess,
        shape,
        progress);
  }

  /** With so much mess, or without any where it is null. */
  public Simulation withMess(@Nullable Mess howMuch) {
    return new Simulation(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        howMuch,
        shape,
        progress);
  }

  /** As another system's script writes it. */
  public Simulation withShape(Shape other) {
    return new Simulation(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        mess,
        other,
        progress);
  }

  public Simulation withProgress(Consumer<String> listener) {
    return new Simulation(
        authorityCode,
        childrenInCare,
        years,
        businessDate,
        nights,
        seed,
        out,
        canaries,
        mess,
        shape,
        listener);
  }

  /**
   * Simulates the authority and writes its nights.
   *
   * @throws UncheckedIOException when a file cannot be written
   */
  public Summary write() {
    return write(false);
  }

  /** The same with the files of other systems, in the plain shape only. */
  public Summary writeWithOtherFiles() {
    require(shape == Shape.PLAIN, "other files: in the plain shape only");
    return write(true);
  }

  private Summary write(boolean otherFiles) {
    Records records = records();
    Faults faults = mess == null ? null : faults(records, mess.share());
    Truth truth = new Truth(shape, years);
    Export export = new Export(out, shape, canaries, otherFiles, seed);
    Nights all = allNights();
    ExecutorService writers = Executors.newFixedThreadPool(Math.min(nights, WRITERS));
    try {
      Queue<Future<NightWriter.Written>> writing = new ArrayDeque<>();
      for (LocalDate night : all.all().toList()) {
        LocalDate windowStart = all.windowStart(night);
        NightWriter writer = new NightWriter(export, records, faults, night, windowStart);
        writing.add(writers.submit(writer::write));
      }
      List<Night> written = new ArrayList<>();
      while (!writing.isEmpty()) {
        NightWriter.Written one = await(writing.remove());
        Night night = new Night(one.night(), one.folder(), one.rows());
        written.add(night);
        if (mess != null) {
          truth.add(one);
        }
        progress.accept(night.told());
      }
      writeTruth(truth);
      return new Summary(List.copyOf(written));
    } finally {
      writers.shutdownNow();
    }
  }

  /** Every row that one of the nights could show. */
  Records records() {
    Nights all = allNights();
    Records records = new Records(all);
    new History(new World(seed, authorityCode, childrenInCare, all), progress).write(records);
    return records;
  }

  private Nights allNights() {
    return Nights.until(businessDate, nights, years);
  }

  /** What is wrong with which row; adds the second records of some people. */
  private Faults faults(Records records, double share) {
    Faults faults = new Faults();
    Nights all = allNights();
    if (nights > 1) {
      new SecondRecords(records, all, seed, childrenInCare * share).addTo(faults);
    }
    new OddEpisodes(records, all, seed, childrenInCare * share).addTo(faults);
    new RowFaults(records, all, seed, share).addTo(faults);
    return faults;
  }

  /** With nothing to tell, an earlier truth would speak of nights that are there no more. */
  private void writeTruth(Truth truth) {
    Path file = out.resolve("truth.json");
    try {
      if (mess == null && shape == Shape.PLAIN) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(file, truth.json());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static NightWriter.Written await(Future<NightWriter.Written> night) {
    try {
      return night.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The simulation was interrupted.", interrupted);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException unwritten) {
        throw new UncheckedIOException(unwritten);
      }
      throw new IllegalStateException("A night could not be written.", failure.getCause());
    }
  }
}
