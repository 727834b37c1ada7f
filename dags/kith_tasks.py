"""Kith's commands as Airflow tasks: how a command is launched, when it is retried, and when it counts as done.

Two environment variables of the worker say which Kith: ``KITH_HOME``, the project's folder (default: the one that holds
``dags``), and ``KITH_ENV``, the name of one of its ``conf/environments`` (default: ``local``). They are read when a
task runs. The secret is in the variable that the environment file names; Kith takes it from there itself and no task
touches it.
"""

import json
import logging
import os
import signal
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from airflow.sdk import BaseOperator
from airflow.sdk.bases.sensor import BaseSensorOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

LOG = logging.getLogger("airflow.task")

RETRYABLE = {
    5: "a source or the store cannot be reached",
    6: "another run holds the lake",
}
FINAL = {
    1: "a defect in Kith: report it with the lines above",
    2: "wrong usage or configuration: correct it, then clear this task with its downstream",
    3: "a source broke its contract: tell the data owner; once it is corrected, clear this task with its downstream",
    4: "a quality gate held the night back: correct or accept the records, then clear this task with its downstream",
}

# The kind of a source that has nights; also the default when an environment names no kind.
PER_NIGHT = "folder_per_night"

# The counts of records in a step, and their names in messages.
RECORDS = {"source": "in the source", "loaded": "loaded", "quarantined": "quarantined", "duplicate": "duplicates"}

# For tasks that only work out a date: they fail only for Airflow's own reasons, such as a slow API.
DATE_TRIES: dict[str, Any] = {"retries": 3, "retry_delay": timedelta(minutes=1)}

# An hour of retries for a source, a store or another run; the timeout frees the slot of a stage that hangs.
TRIES: dict[str, Any] = {
    "retries": 6,
    "retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(hours=3),
}


def home() -> Path:
    """The project's folder."""
    return Path(os.environ.get("KITH_HOME") or Path(__file__).resolve().parents[1])


def environment_name() -> str:
    """The environment that every command is run with."""
    return os.environ.get("KITH_ENV") or "local"


def environment() -> dict[str, Any]:
    """The settings of the environment's file; paths in it are relative to the project's folder."""
    file = home() / "conf" / "environments" / f"{environment_name()}.yaml"
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AirflowFailException(f"There is no {file}. Set KITH_HOME and KITH_ENV for the workers.") from None


def lake() -> Path:
    """The lake of the environment."""
    return home() / environment()["lake"]


def night_folders() -> list[Path]:
    """The folders in which the environment's sources with nights put one folder per night."""
    sources = environment()["sources"]
    return [home() / source["at"] for source in sources if source.get("kind", PER_NIGHT) == PER_NIGHT]


def tell_failure(context: Any) -> None:
    """Reports a task that has failed for good: writes one text to its log, and passes the same text on standard input
    to the program that the worker's variable ``KITH_ON_FAILURE`` names (to send it on as mail or message).

    The text holds the outcome, message and counts of the run's result in the lake, never a record.
    """
    task = context["task_instance"]
    text = failure_text(context["dag"].dag_id, task.task_id, context["run_id"], task.try_number, result_of(context))
    LOG.error("%s", text)
    program = os.environ.get("KITH_ON_FAILURE")
    if program:
        try:
            subprocess.run([program], input=text, encoding="utf-8", check=True, timeout=60)
        except (OSError, subprocess.SubprocessError) as failed:
            # The task has already failed: a failing notification must not hide the reason.
            LOG.error("%s could not report it (%s).", program, type(failed).__name__)


def result_of(context: Any) -> dict | None:
    """The latest result in the lake of the failed task's command, if it left one since the task started."""
    task = context["task"]
    if not isinstance(task, KithRun):
        return None
    began = context["task_instance"].start_date
    try:
        results = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(task.results())]
    except (OSError, ValueError, AirflowFailException):
        return None
    own = [result for result in results if began is None or datetime.fromisoformat(result["ended_at"]) >= began]
    return own[-1] if own else None


def failure_text(dag_id: str, task_id: str, run_id: str, tries: int, result: dict | None) -> str:
    """The text for people: which task failed, after how many tries, and what the run counted."""
    lines = [f"Kith: {dag_id}.{task_id} failed after {tries} tries (run {run_id})."]
    if result is None:
        lines.append("It left no result in the lake: read the task's log.")
        return "\n".join(lines)
    lines.append(f"Night {result['business_date']}, exit code {result['exit_code']} ({result['outcome']}).")
    lines.append(result["message"])
    totals = {measure: sum(step["counts"].get(measure, 0) for step in result["steps"]) for measure in RECORDS}
    counted = ", ".join(f"{rows} {RECORDS[measure]}" for measure, rows in totals.items() if rows)
    lines.append(f"Steps ended: {len(result['steps'])}." + (f" Records: {counted}." if counted else ""))
    return "\n".join(lines)


class WaitForExtract(BaseSensorOperator):
    """Waits for the last file of a night. Each check logs the folder and what is in it."""

    template_fields: Sequence[str] = ("night",)

    def __init__(self, *, night: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.night = night

    def poke(self, context: Any) -> bool:
        """True when each source has written the night's ``_COMPLETE``; an unreachable folder is checked again later."""
        extracts = [folder / self.night for folder in night_folders()]
        extract = next((extract for extract in extracts if not (extract / "_COMPLETE").exists()), None)
        if extract is None:
            return True
        found = sum(1 for _ in extract.iterdir()) if extract.is_dir() else None
        state = "is not there" if found is None else f"has {found} files but no _COMPLETE"
        self.log.info(
            "Waiting for the night of %s: %s %s. Next check in %s, for %s at most; another night may run meanwhile.",
            self.night,
            extract,
            state,
            timedelta(seconds=self.poke_interval),
            timedelta(seconds=self.timeout),
        )
        return False


class KithCommand(BaseOperator):
    """A Kith command, judged by its exit code. Returns the lines that it printed.

    Codes 5 and 6 and an end by a signal are tried again, since launching again is always safe; any other code but 0
    fails the task at once.
    """

    template_fields: Sequence[str] = ("arguments",)

    def __init__(self, *, arguments: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.arguments = arguments
        self.process: subprocess.Popen[str] | None = None

    def execute(self, context: Any) -> list[str]:
        code, lines = self.launch()
        self.judge(code)
        return lines

    def launch(self) -> tuple[int, list[str]]:
        """Runs the command to its end; its output goes to the task's log."""
        command = [str(home() / "jobs" / "bin" / "kith"), *self.arguments, "--env", environment_name()]
        self.log.info("Running %s", command)
        try:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, encoding="utf-8", errors="replace", start_new_session=True
            )
        except OSError as missing:
            raise AirflowFailException(f"{command[0]} cannot be run ({missing.strerror}). Set KITH_HOME.") from None
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            self.log.info("%s", lines[-1])
        return self.process.wait(), lines

    def judge(self, code: int) -> None:
        """Accepts 0; raises for any other code, saying whether another try can help."""
        command = self.arguments[0]
        if code in RETRYABLE:
            raise AirflowException(f"kith {command} ended with {code}, {RETRYABLE[code]}: worth another try.")
        ended_by = -code if code < 0 else code - 128 if code > 128 else 0
        if ended_by:
            raise AirflowException(f"kith {command} was ended by signal {ended_by}: worth another try.")
        if code != 0:
            raise AirflowFailException(f"kith {command} ended with {code}, {FINAL.get(code, 'an unknown code')}.")

    def on_kill(self) -> None:
        # A run that outlived its task would keep the lake locked, and the next try would wait for it.
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)


class KithRun(KithCommand):
    """A Kith command that changes the lake. It counts as done only when its own new result in ``ops/results`` says so
    too: an exit code of 0 alone may come from a launcher that lost its driver process.
    """

    template_fields: Sequence[str] = ("arguments", "business_date")

    def __init__(self, *, business_date: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.business_date = business_date

    def execute(self, context: Any) -> list[str]:
        before = self.results()
        code, lines = self.launch()
        self.judge(code)
        self.believe(self.results() - before)
        return lines

    def results(self) -> set[Path]:
        """The results of this command that the lake holds."""
        return set((lake() / "ops" / "results").glob(f"*-{self.arguments[0]}.json"))

    def believe(self, made: set[Path]) -> None:
        """Requires a result of this run, for this night, that says 0."""
        command = self.arguments[0]
        results = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(made)]
        if self.business_date is not None:
            results = [result for result in results if result["business_date"] == self.business_date]
        if not results:
            raise AirflowException(f"kith {command} ended with 0 but left no result of this night: worth another try.")
        self.judge(results[-1]["exit_code"])


class NoRows(KithCommand):
    """A check: a query of the published night that must find no rows. Rows found are in the log."""

    def __init__(self, *, query: str, **kwargs: Any) -> None:
        super().__init__(arguments=["sql", "--format", "csv", "-e", query], **kwargs)

    def execute(self, context: Any) -> list[str]:
        header, *found = super().execute(context)
        if found:
            raise AirflowFailException(f"{self.task_id} found {len(found)} rows ({header}), see the lines above.")
        return found
