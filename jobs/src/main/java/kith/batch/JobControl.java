package kith.batch;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.table.StageStep;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.FlowExecution;
import org.springframework.batch.core.job.flow.FlowExecutionException;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.FlowExecutor;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.job.flow.State;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring Batch's part: a stage is a job and a step is a table. Each step starts when the steps that
 * it waits for are done ({@link Turns}); once a step has failed, no further step starts. Spring
 * Batch runs the steps and records in its job repository how every launch ended. It does not decide
 * which steps are done: {@link StepResults} does, without reading the repository.
 */
final class JobControl implements AutoCloseable {

  private static final List<String> TABLES =
      List.of(
          "batch_job_instance",
          "batch_job_execution",
          "batch_job_execution_params",
          "batch_job_execution_context",
          "batch_step_execution",
          "batch_step_execution_context");

  private static final List<String> SEQUENCES =
      List.of("BATCH_JOB_INSTANCE_SEQ", "BATCH_JOB_EXECUTION_SEQ", "BATCH_STEP_EXECUTION_SEQ");

  /** The status that tells a step's flow that the step may run. */
  private static final String ITS_TURN = "ITS_TURN";

  /** The error codes by which H2 says that a file is not a database it can use. */
  private static final Set<Integer> DAMAGED =
      Set.of(
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.FILE_VERSION_ERROR_1,
          ErrorCode.WRONG_USER_OR_PASSWORD);

  private final JdbcConnectionPool connections;
  private final JobRepository repository;
  private final TaskExecutorJobOperator operator;
  private final SimpleAsyncTaskExecutor threads;

  /**
   * Opens the job repository that the environment names, or the lake's own. It holds the history of
   * launches and nothing else, so a damaged one in the lake is moved aside.
   */
  static JobControl open(Environment environment, LakeRoot root, RunResult result) {
    if (environment.jobRepository() != null) {
      return new JobControl(environment.jobRepository());
    }
    Path repository = root.path().resolve("ops/job-repository");
    Path file = root.path().resolve("ops/job-repository.mv.db");
    String address = "jdbc:h2:file:" + repository + ";TRACE_LEVEL_FILE=0";
    if (!Files.isDirectory(file)) {
      try {
        return new JobControl(address);
      } catch (KithException failure) {
        if (failure.exitCode() != ExitCode.WRONG_USAGE) {
          throw failure;
        }
      }
    }
    String name = "job-repository.damaged-" + System.currentTimeMillis();
    try {
      Files.move(file, file.resolveSibling(name));
    } catch (IOException cause) {
      throw Failures.safe("moving the damaged job repository aside", cause);
    }
    result.warn(
        "The job repository was damaged and has been moved to ops/"
            + name
            + ": only the history of earlier runs is lost.");
    return new JobControl(address);
  }

  /** Opens the job repository; only the run that holds the lake's lease may. */
  JobControl(String address) {
    connections = JdbcConnectionPool.create(address, "kith", "");
    try {
      createTables(connections);
      readAll(connections);
      repository = repository(connections);
      operator = operator(repository);
    } catch (Exception cause) {
      connections.dispose();
      throw isDamaged(cause)
          ? new KithException(
              ExitCode.WRONG_USAGE,
              "The job repository is damaged.",
              "Nothing was run.",
              "Move it aside (ops/job-repository.mv.db in the lake, or the one that the"
                  + " environment names)"
                  + " and run the command again: only the history of earlier runs is lost.")
          : new KithException(
              ExitCode.UNREACHABLE,
              "Cannot open the job repository (" + cause.getClass().getSimpleName() + ").",
              "Nothing was run.",
              "Check that its address is right and that its storage is available, has free space"
                  + " and is writable, then run the command again.");
    }
    // A thread for each step: most of them wait for their turn.
    threads = new SimpleAsyncTaskExecutor("step-");
    threads.setDaemon(true);
  }

  private static boolean isDamaged(Throwable failure) {
    return failure instanceof SQLException sql && DAMAGED.contains(sql.getErrorCode())
        || failure instanceof BadSqlGrammarException
        || failure instanceof EOFException
        || failure instanceof MVStoreException store
            && store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
        || failure.getCause() != null && isDamaged(failure.getCause());
  }

  private static void createTables(DataSource source) {
    Integer found =
        new JdbcTemplate(source)
            .queryForObject(
                "select count(*) from information_schema.tables where upper(table_name) ="
                    + " 'BATCH_JOB_INSTANCE'",
                Integer.class);
    if (found == null || found == 0) {
      new ResourceDatabasePopulator(
              new ClassPathResource("org/springframework/batch/core/schema-h2.sql"))
          .execute(source);
    }
  }

  /**
   * Reads all tables of the repository, so that damage shows now and not in the middle of a night.
   */
  private static void readAll(DataSource source) {
    JdbcTemplate repository = new JdbcTemplate(source);
    for (String table : TABLES) {
      repository.query("select * from " + table, row -> {});
    }
    for (String sequence : SEQUENCES) {
      repository.queryForObject(
          "select base_value from information_schema.sequences where upper(sequence_name) = ?",
          Long.class,
          sequence);
    }
  }

  private static JobRepository repository(DataSource source) throws Exception {
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(source);
    factory.setTransactionManager(new JdbcTransactionManager(source));
    factory.afterPropertiesSet();
    return factory.getObject();
  }

  private static TaskExecutorJobOperator operator(JobRepository repository) throws Exception {
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(new MapJobRegistry());
    operator.setTaskExecutor(new SyncTaskExecutor());
    operator.afterPropertiesSet();
    return operator;
  }

  /**
   * Runs the steps of a stage that are not done yet, as one launch.
   *
   * @param done names of the steps that are not run; those that wait for them need not wait
   * @throws KithException the failure of the step that failed first
   */
  void run(
      String stage,
      JobParameters parameters,
      List<StageStep> steps,
      Set<String> done,
      StepRunner runner) {
    List<StageStep> open = steps.stream().filter(step -> !done.contains(step.name())).toList();
    try {
      endKilled(stage);
      if (open.isEmpty()) {
        return;
      }
      JobParameters launch =
          new JobParametersBuilder(parameters)
              .addString("launch", UUID.randomUUID().toString())
              .toJobParameters();
      JobExecution execution = operator.start(job(stage, open, done, runner), launch);
      if (execution.getStatus() != BatchStatus.COMPLETED) {
        throw failure(stage, execution);
      }
    } catch (KithException known) {
      throw known;
    } catch (Exception cause) {
      throw Failures.safe("starting the stage " + stage, cause);
    }
  }

  /**
   * Marks launches that the history shows as running as failed: this run holds the lease, so those
   * processes were killed.
   */
  private void endKilled(String stage) {
    repository.findRunningJobExecutions(stage).forEach(operator::recover);
  }

  private static KithException failure(String stage, JobExecution execution) {
    return execution.getAllFailureExceptions().stream()
        .map(failure -> Failures.safe("running the stage " + stage, failure))
        .min(java.util.Comparator.comparing(failure -> failure.exitCode() == ExitCode.DEFECT))
        .orElseGet(
            () ->
                Failures.safe(
                    "running the stage " + stage, new IllegalStateException("no reason given")));
  }

  /** What identifies a launch: the night, its content and the code. */
  static JobParameters parameters(
      LocalDate businessDate, String fingerprint, String codeVersion, long attempt) {
    return new JobParametersBuilder()
        .addString("business_date", businessDate.toString())
        .addString("fingerprint", fingerprint)
        .addString("code_version", codeVersion)
        .addLong("attempt", attempt)
        .toJobParameters();
  }

  /** One flow for each step: it waits for its turn, then runs the step. */
  private Job job(String stage, List<StageStep> open, Set<String> done, StepRunner runner) {
    Turns turns = new Turns(inOrder(open, done), Math.max(2, cores()));
    List<Flow> flows = new ArrayList<>();
    for (StageStep step : open) {
      JobExecutionDecider turn =
          (job, before) ->
              turns.await(step) ? new FlowExecutionStatus(ITS_TURN) : FlowExecutionStatus.STOPPED;
      flows.add(
          new Ending(
              new FlowBuilder<SimpleFlow>(stage + " " + step.name())
                  .start(turn)
                  .on(ITS_TURN)
                  .to(step(step, turns.releasing(runner)))
                  .from(turn)
                  .on("*")
                  .end()
                  .build(),
              () -> turns.end(step)));
    }
    Flow all =
        flows.size() == 1
            ? flows.get(0)
            : new FlowBuilder<SimpleFlow>(stage + " steps")
                .split(threads)
                .add(flows.toArray(Flow[]::new))
                .build();
    return new JobBuilder(stage, repository).start(all).end().build();
  }

  /** A flow that reports its end, even if its step could not begin. */
  private record Ending(Flow flow, Runnable ended) implements Flow {

    @Override
    public String getName() {
      return flow.getName();
    }

    @Override
    public State getState(String name) {
      return flow.getState(name);
    }

    @Override
    public FlowExecution start(FlowExecutor executor) throws FlowExecutionException {
      try {
        return flow.start(executor);
      } finally {
        ended.run();
      }
    }

    @Override
    public FlowExecution resume(String name, FlowExecutor executor) throws FlowExecutionException {
      try {
        return flow.resume(name, executor);
      } finally {
        ended.run();
      }
    }

    @Override
    public Collection<State> getStates() {
      return flow.getStates();
    }
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private Step step(StageStep step, StepRunner runner) {
    return new StepBuilder(step.name(), repository)
        .tasklet(
            (contribution, context) -> {
              contribution.incrementWriteCount(runner.run(step));
              return RepeatStatus.FINISHED;
            },
            new ResourcelessTransactionManager())
        .build();
  }

  /**
   * The steps, ordered so that each comes after all that it waits for.
   *
   * @param done names of steps already done, which no step has to wait for
   */
  static List<StageStep> inOrder(List<StageStep> steps, Set<String> done) {
    Set<String> before = new HashSet<>(done);
    List<StageStep> ordered = new ArrayList<>();
    List<StageStep> waiting = new ArrayList<>(steps);
    while (!waiting.isEmpty()) {
      List<StageStep> ready =
          waiting.stream().filter(step -> before.containsAll(step.after())).toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException(
            "steps wait for each other: " + waiting.stream().map(StageStep::name).toList());
      }
      ready.forEach(step -> before.add(step.name()));
      ordered.addAll(ready);
      waiting.removeAll(ready);
    }
    return ordered;
  }

  @Override
  public void close() {
    connections.dispose();
  }
}
