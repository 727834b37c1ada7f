"""### A night, every night

Waits for the extract of the day that ended, then runs Kith's stages in order: extract, conform, marts, publish. Last it
writes the analysts' DuckDB file; the night is published by then, whether that works or not. A night
is named after the day whose records it loads: the day in London on which the run's data interval starts. The run of
02:30 on 1 April loads the night of 31 March, on days on which the clocks change too.

- **Another night:** trigger with the parameter `business_date`. It must not be older than the published night.
- **Settings of the workers:** `KITH_HOME` (the project's folder; without it, the one that holds this file's folder),
  `KITH_ENV` (an environment of `conf/environments`, default `local`), and the secret in the variable that this
  environment names. Its `sources` say where to wait for `<business date>/_COMPLETE`, its `lake` where results are read.
- **Waiting** holds no worker slot: the task checks every five minutes, logs the folder and releases the slot in
  between; after eight hours it gives up. Another night may run meanwhile: their stages take turns through the lake's
  lock.
- **Retries:** exit codes 5 (unreachable) and 6 (locked) are tried again for an hour; 1 to 4 end the task at its first
  try. What to do then is in the task's log and in `ops/result.json` of the lake; the program that the workers'
  `KITH_ON_FAILURE` names gets the same text.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from airflow.sdk import DAG, CronDataIntervalTimetable, Param, chain, task
from airflow.sdk.exceptions import AirflowFailException

from kith_tasks import DATE_TRIES, TRIES, KithCommand, KithRun, WaitForExtract, tell_failure

LONDON = ZoneInfo("Europe/London")
STAGES = ["extract", "conform", "marts", "publish"]

with DAG(
    dag_id="nightly",
    schedule=CronDataIntervalTimetable("30 2 * * *", timezone="Europe/London"),
    catchup=False,
    # Nights that wait for their extract must not stop another night from running.
    max_active_runs=5,
    default_args={"on_failure_callback": tell_failure},
    params={"business_date": Param(None, type=["null", "string"], format="date", title="Night, as yyyy-mm-dd")},
    doc_md=__doc__,
    tags=["kith"],
):

    @task(**DATE_TRIES)
    def business_date(
        params: dict,
        data_interval_start: datetime | None = None,
        data_interval_end: datetime | None = None,
    ) -> str:
        """The night to load: the parameter's, or the day in London on which the data interval starts."""
        if params["business_date"]:
            return date.fromisoformat(params["business_date"]).isoformat()
        if data_interval_start is None or data_interval_start == data_interval_end:
            raise AirflowFailException("The run has no data interval: trigger it with the parameter business_date.")
        return data_interval_start.astimezone(LONDON).date().isoformat()

    night = business_date()
    chain(
        WaitForExtract(
            task_id="wait_for_extract",
            night=night,
            mode="reschedule",
            poke_interval=timedelta(minutes=5),
            timeout=timedelta(hours=8),
            **TRIES,
        ),
        *[
            KithRun(
                task_id=stage,
                arguments=[stage, "--business-date", night],
                business_date=night,
                **TRIES,
            )
            for stage in STAGES
        ],
        KithCommand(task_id="warehouse_file", arguments=["sql", "--duckdb"], **TRIES),
    )
