package kith.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.simulate.InventedPostcodes;
import kith.simulate.Mess;
import kith.simulate.Shape;
import kith.simulate.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes extracts of an invented authority. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Writes extracts of an invented authority for successive nights. The same arguments give"
            + " the same bytes. Everything built from them is marked SIMULATED.")
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--authority",
      defaultValue = "840",
      description = "DfE number (default: ${DEFAULT-VALUE}).")
  private String authority;

  @Option(
      names = "--children-in-care",
      defaultValue = "1200",
      paramLabel = "N",
      description =
          "Children looked after on the last night, 20 to 20,000 (default: ${DEFAULT-VALUE}).")
  private int childrenInCare;

  @Option(
      names = "--years",
      defaultValue = "6",
      paramLabel = "N",
      description = "Length of the extract's window, 1 to 15 (default: ${DEFAULT-VALUE}).")
  private int years;

  @Option(
      names = "--business-date",
      required = true,
      paramLabel = "DATE",
      description = "The last night, as yyyy-mm-dd, from 2010 to 2040.")
  private LocalDate businessDate;

  @Option(
      names = "--nights",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many nights in a row, 1 to 400 (default: ${DEFAULT-VALUE}).")
  private int nights;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Which authority is invented (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write into.")
  private Path out;

  @Option(
      names = "--mess",
      paramLabel = "LIGHT|HEAVY",
      description =
          "How much goes wrong in the source system: broken cells, duplicate and unknown records,"
              + " fillers and, from the second night on, corrections, deletions, late entries and"
              + " merged children. DIR/truth.json counts every kind per night and table. (default:"
              + " nothing"
              + " goes wrong)")
  private Mess mess;

  @Option(
      names = "--shape",
      paramLabel = "PLAIN|SYSTEMC|MOSAIC|ECLIPSE",
      defaultValue = "PLAIN",
      description =
          "The case-management system whose published script writes the files: the same people, in"
              + " that system's columns, wordings and conventions (default: ${DEFAULT-VALUE}, the"
              + " dataset as specified). Load it"
              + " with the same --shape.")
  private Shape shape;

  @Option(
      names = "--other-files",
      description =
          "Also write the files of other systems: vacancies, foster households, school enrolments,"
              + " education plans and education results, and a postcode directory for kith postcodes"
              + " load. In the plain shape only.")
  private boolean otherFiles;

  @Override
  public Integer call() {
    Simulation simulation =
        checked(
            () ->
                new Simulation(
                    authority,
                    childrenInCare,
                    years,
                    businessDate,
                    nights,
                    seed,
                    out,
                    false,
                    mess,
                    shape,
                    text -> {}));
    Simulation.Summary summary =
        otherFiles ? checked(simulation::writeWithOtherFiles) : simulation.write();
    for (Simulation.Night night : summary.nights()) {
      System.out.printf("%s  %,d rows%n", night.businessDate(), night.rows());
    }
    if (otherFiles) {
      Path directory = InventedPostcodes.write(out.resolve("postcode_directory.csv"));
      System.out.println("Load the postcodes with kith postcodes load " + directory + ".");
    }
    return 0;
  }

  /** Creates or writes the simulation; arguments out of bounds are wrong usage. */
  static <T> T checked(Supplier<T> simulation) {
    try {
      return simulation.get();
    } catch (IllegalArgumentException outside) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          Objects.requireNonNull(outside.getMessage()),
          "Nothing was simulated.",
          "Correct the argument, then run the command again.");
    }
  }
}
