"""### The quarter just ended

On the n-th working day after a quarter's end, when late entries are in: recalculates the quarter's figures from the
published night (`kith backfill`), then checks them. A run's data interval is the quarter itself.

- **Which day:** the Airflow variable `kith_quarter_end_working_day`, default 10, at 07:30 in London. Working days are
  those of Kith's own `dim_date`, so England's bank holidays and `conf/calendar` count.
- **Another quarter:** trigger with the parameter `quarter`, its last day, such as 2025-06-30.
- **A further check** is an entry in `checks`: any Kith command whose exit code says what was found, or a query that
  must find no row. Each is a task of its own; all run, whatever the others found.
- **A lake without a publication** has no quarter yet: the run is skipped.
- **Settings, waiting, retries** are those of `nightly`.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from airflow.providers.standard.sensors.date_time import DateTimeSensor
from airflow.sdk import DAG, CronDataIntervalTimetable, Param, chain, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from kith_tasks import DATE_TRIES, TRIES, KithCommand, KithRun, NoRows, lake, tell_failure

LONDON = ZoneInfo("Europe/London")
# The moment of the n-th working day after the quarter's end.
WORKING_DAY = """
select date_format(timestamp(date) + interval 450 minutes, "yyyy-MM-dd'T'HH:mm:ssXXX") as due_at
from dim_date
where is_working_day
    and working_day_number = {{ '%d' | format(var.json.get('kith_quarter_end_working_day', 10)) }} + (
        select working_day_number from dim_date where date = date'{{ ti.xcom_pull(task_ids='quarter') }}'
    )
"""
KPIS_WITHOUT_THE_QUARTER = """
select kpi from dim_kpi
where kpi not in (
    select kpi from kpi_quarterly
    where as_at = date'{{ ti.xcom_pull(task_ids='quarter') }}' and business_date >= as_at
)
"""

# A rule that could not run proves nothing about the figures, so they are not yet ready for the Panel.
RULES_NOT_ASKED = "select distinct rule from kpi_quality where status = 'error'"

with DAG(
    dag_id="quarter_end",
    schedule=CronDataIntervalTimetable("0 0 1 1,4,7,10 *", timezone="Europe/London"),
    catchup=False,
    max_active_runs=1,
    max_active_tasks=1,
    default_args={"on_failure_callback": tell_failure},
    params={"quarter": Param(None, type=["null", "string"], format="date", title="Quarter, named by its last day")},
    doc_md=__doc__,
    tags=["kith"],
):

    @task(**DATE_TRIES)
    def quarter(
        params: dict,
        data_interval_start: datetime | None = None,
        data_interval_end: datetime | None = None,
    ) -> str:
        """The quarter's last day: the parameter's, or the day before the data interval ends."""
        if params["quarter"]:
            return date.fromisoformat(params["quarter"]).isoformat()
        if data_interval_start is None or data_interval_start == data_interval_end:
            raise AirflowFailException("The run has no data interval: trigger it with the parameter quarter.")
        return (data_interval_end.astimezone(LONDON).date() - timedelta(days=1)).isoformat()

    @task(**TRIES)
    def figures_are_published() -> None:
        """Skips the run where nothing was ever published: a new lake has no quarter to recalculate."""
        published = lake() / "published"
        # A missing pointer beside publications is damage: the next Kith command reports it.
        if not published.is_dir() or not any(published.iterdir()):
            raise AirflowSkipException(f"Nothing is published in {published} yet: there is no quarter to recalculate.")

    ended = quarter()
    working_day = KithCommand(task_id="working_day", arguments=["sql", "--format", "csv", "-e", WORKING_DAY], **TRIES)
    wait_for_working_day = DateTimeSensor(
        task_id="wait_for_working_day",
        target_time="{{ ti.xcom_pull(task_ids='working_day')[-1] }}",
        mode="reschedule",
        poke_interval=timedelta(minutes=30),
        timeout=timedelta(days=60),
        retries=0,
    )
    backfill = KithRun(task_id="backfill", arguments=["backfill", "--from", ended, "--to", ended], **TRIES)

    # Each check is a task, and all run whatever the others find. Add a check by adding an entry.
    checks = [
        NoRows(task_id="every_kpi_has_the_whole_quarter", query=KPIS_WITHOUT_THE_QUARTER, **TRIES),
        NoRows(task_id="every_rule_of_quality_was_asked", query=RULES_NOT_ASKED, **TRIES),
    ]

    chain(ended, figures_are_published(), working_day, wait_for_working_day, backfill, checks)
