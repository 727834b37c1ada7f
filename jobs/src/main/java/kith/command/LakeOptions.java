package kith.command;

import java.nio.file.Path;
import kith.batch.Progress;
import kith.project.Environment;
import kith.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command on a lake has. */
final class LakeOptions {

  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "Environment of conf/environments (default: ${DEFAULT-VALUE}).")
  private String environment;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "Lake folder, instead of the environment's.")
  private @Nullable Path lake;

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description =
          "Folder with one folder per night, instead of that of the environment's first source.")
  private @Nullable Path source;

  @Option(
      names = "--shape",
      paramLabel = "NAME",
      description =
          "How the case-management system writes its tables: a file of conf/sources/<system>/shapes,"
              + " instead of that of the environment's first source.")
  private @Nullable String shape;

  @Option(
      names = "--availability",
      paramLabel = "NAME",
      description =
          "What the case-management system carries: a file of conf/sources/<system>, instead of that"
              + " of the environment's first source.")
  private @Nullable String availability;

  @Option(names = "--json-log", description = "Report progress as JSON lines, for machines.")
  private boolean jsonLog;

  Environment environment(Project project) {
    Environment read = Environment.read(project, environment).with(lake, source);
    if (shape != null) {
      read = read.withShape(shape);
    }
    return availability == null ? read : read.withAvailability(availability);
  }

  /** The options that make another command use the same lake. */
  String asTyped() {
    StringBuilder text = new StringBuilder();
    if (!environment.equals("local")) {
      text.append(" --env ").append(environment);
    }
    if (lake != null) {
      text.append(" --lake ").append(lake);
    }
    return text.toString();
  }

  Progress progress() {
    Progress.Form form =
        jsonLog
            ? Progress.Form.JSON
            : Terminal.isThere() ? Progress.Form.TEXT : Progress.Form.QUIET;
    return new Progress(form, System.err);
  }
}
