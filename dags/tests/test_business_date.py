"""Which night and which quarter a run is for, by the timetables that schedule them."""

from datetime import UTC, datetime

import pytest


@pytest.mark.parametrize(
    ("first", "nights", "hours"),
    [
        # The clocks go forward in the small hours of 29 March 2026 and back in those of 25 October 2026.
        (datetime(2026, 3, 28, tzinfo=UTC), ["2026-03-28", "2026-03-29", "2026-03-30"], [23, 24, 24]),
        (datetime(2026, 10, 24, tzinfo=UTC), ["2026-10-24", "2026-10-25", "2026-10-26"], [25, 24, 24]),
    ],
    ids=["the clocks go forward", "the clocks go back"],
)
def test_every_night_around_a_clock_change_is_loaded_once_under_its_own_name(airflow, first, nights, hours):
    dag = airflow.dag("nightly")
    intervals = scheduled(dag, first, len(nights))

    runs = [airflow.test(dag, only=["business_date"], logical_date=interval.end) for interval in intervals]

    assert [run.returned("business_date") for run in runs] == nights
    assert [(interval.end - interval.start).total_hours() for interval in intervals] == hours


def test_a_quarter_is_named_by_its_last_day_in_london(airflow):
    dag = airflow.dag("quarter_end")
    # In UTC the quarters to March and to June end at eleven at night.
    intervals = scheduled(dag, datetime(2026, 1, 1, tzinfo=UTC), 4)

    runs = [airflow.test(dag, only=["quarter"], logical_date=interval.end) for interval in intervals]

    quarters = ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]
    assert [run.returned("quarter") for run in runs] == quarters


@pytest.mark.parametrize(
    ("dag_id", "task", "parameter", "value"),
    [("nightly", "business_date", "business_date", "2026-02-03"), ("quarter_end", "quarter", "quarter", "2025-12-31")],
)
def test_a_parameter_names_the_night_or_the_quarter_when_a_run_has_no_date(airflow, dag_id, task, parameter, value):
    dag = airflow.dag(dag_id)

    run = airflow.test(dag, only=[task], logical_date=None, run_conf={parameter: value})

    assert run.tasks()[task] == ("success", 1)
    assert run.returned(task) == value


@pytest.mark.parametrize(("dag_id", "task"), [("nightly", "business_date"), ("quarter_end", "quarter")])
def test_a_run_with_neither_date_nor_parameter_ends_at_once(airflow, dag_id, task):
    dag = airflow.dag(dag_id)

    run = airflow.test(dag, only=[task], logical_date=None)

    assert run.tasks()[task] == ("failed", 1)


@pytest.mark.parametrize(("dag_id", "task"), [("nightly", "business_date"), ("quarter_end", "quarter")])
def test_an_empty_data_interval_is_refused(airflow, dag_id, task):
    from airflow.sdk import CronTriggerTimetable

    dag = airflow.dag(dag_id)
    # What a plain cron expression gives in Airflow 3: an interval that ends where it starts.
    dag.timetable = CronTriggerTimetable("30 2 * * *", timezone="Europe/London")

    run = airflow.test(dag, only=[task], logical_date=datetime(2026, 4, 1, 1, 30, tzinfo=UTC))

    assert run.tasks()[task] == ("failed", 1)


def scheduled(dag, first: datetime, count: int) -> list:
    """The data intervals of the next runs from a moment on, as the scheduler would create them."""
    import pendulum
    from airflow.serialization.encoders import coerce_to_core_timetable
    from airflow.timetables.base import TimeRestriction

    timetable = coerce_to_core_timetable(dag.timetable)
    restriction = TimeRestriction(earliest=pendulum.instance(first), latest=None, catchup=True)
    intervals = []
    for _ in range(count):
        info = timetable.next_dagrun_info(
            last_automated_data_interval=intervals[-1] if intervals else None, restriction=restriction
        )
        intervals.append(info.data_interval)
    return intervals
