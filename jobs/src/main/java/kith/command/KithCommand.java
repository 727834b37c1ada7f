package kith.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.project.LocalPath;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one subcommand per job, the same for a person, Airflow and a cluster. */
@Command(
    name = "kith",
    mixinStandardHelpOptions = true,
    version = "kith " + kith.project.Project.VERSION,
    description =
        "The corporate parenting warehouse: loads a night of case-management records, conforms them"
            + " into a star schema and publishes the Panel's KPIs beside their benchmarks.",
    subcommands = {
      NightlyCommand.class,
      StageCommands.ExtractCommand.class,
      StageCommands.ConformCommand.class,
      StageCommands.MartsCommand.class,
      StageCommands.PublishCommand.class,
      BackfillCommand.class,
      CheckCommand.class,
      ScorecardCommand.class,
      ReportCommand.class,
      StatusCommand.class,
      QualityCommand.class,
      QuarantineCommand.class,
      BenchmarksCommand.class,
      PostcodesCommand.class,
      SqlCommand.class,
      DictionaryCommand.class,
      DocsCommand.class,
      BenchCommand.FloorCommand.class,
      BenchCommand.MartsCommand.class,
      WarmUpCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 defect in Kith, 2 wrong usage or configuration, 3 a source broke its"
          + " contract, 4 held back by a quality gate, 5 source or store unreachable, 6 another run"
          + " holds the lake."
    })
public final class KithCommand extends CommandGroup {

  private static final Set<String> RUN_A_NIGHT =
      Set.of("nightly", "extract", "conform", "marts", "publish");

  /** Runs a command line and returns the exit code. */
  public static int execute(String... arguments) {
    // Messages look the same whatever the machine's language is.
    Locale.setDefault(Locale.UK);
    int code = line().execute(arguments);
    return code == ExitCode.DONE.code() && System.out.checkError()
        ? said(
            new KithException(
                ExitCode.UNREACHABLE,
                "What the command printed could not be written whole.",
                "What has arrived is cut off; nothing else is affected.",
                "Make room where it is written to, or read it to its end."))
        : code;
  }

  static CommandLine line() {
    CommandLine line = new CommandLine(new KithCommand());
    if (hasSimulator()) {
      line.addSubcommand(new DemoCommand())
          .addSubcommand(new SimulateCommand())
          .addSubcommand(new BenchCommand());
    }
    line.setExecutionExceptionHandler(
        (failure, command, parsed) ->
            said(Failures.safe("running " + command.getCommandName(), failure)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(LocalDate.class, KithCommand::date);
    line.registerConverter(Path.class, KithCommand::path);
    line.registerConverter(String.class, KithCommand::text);
    line.setExitCodeExceptionMapper(failure -> exitCode(failure).code());
    CommandLine.IParameterExceptionHandler withUsage = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (wrong, arguments) ->
            isNoDate(wrong)
                ? said(noDate(wrong))
                : withUsage.handleParseException(wrong, arguments));
    return line;
  }

  /**
   * The simulator may be missing where only real extracts are loaded; then the commands that need
   * it are left out.
   */
  private static boolean hasSimulator() {
    return KithCommand.class.getResource("/kith/simulate/Simulation.class") != null;
  }

  private static int said(KithException failure) {
    System.err.println(failure.getMessage());
    return failure.exitCode().code();
  }

  private static ExitCode exitCode(Throwable failure) {
    return failure instanceof CommandLine.ParameterException
        ? ExitCode.WRONG_USAGE
        : ExitCode.DEFECT;
  }

  private static boolean isNoDate(CommandLine.ParameterException wrong) {
    return wrong.getArgSpec() != null
        && wrong.getArgSpec().type() == LocalDate.class
        && wrong.getValue() != null;
  }

  private static KithException noDate(CommandLine.ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandName();
    return new KithException(
        // The same exit code as for a business date in the future or one that differs from the
        // marker's.
        RUN_A_NIGHT.contains(command) ? ExitCode.BROKEN_CONTRACT : ExitCode.WRONG_USAGE,
        wrong.getMessage() + ".",
        "Nothing was run.",
        "Correct the date, then run kith " + command + " again.");
  }

  private static String text(String text) {
    if (text.isBlank()) {
      throw new CommandLine.TypeConversionException("the value is empty");
    }
    return text;
  }

  private static Path path(String text) {
    try {
      return LocalPath.of(text(text));
    } catch (IllegalArgumentException address) {
      throw new CommandLine.TypeConversionException(address.getMessage());
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw new CommandLine.TypeConversionException(
          "'" + text + "' is not a date such as 2026-03-31");
    }
  }
}
